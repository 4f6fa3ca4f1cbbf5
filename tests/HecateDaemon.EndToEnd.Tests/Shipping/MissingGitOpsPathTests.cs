namespace HecateDaemon.EndToEnd.Tests.Shipping;

public sealed class MissingGitOpsPathTests
{
    [Fact]
    public async Task A_GitOps_path_that_is_not_there_is_named_and_taken_up_once_it_is()
    {
        await using var world = await FolderWorld.StartAsync(manifestFolder: "somewhere-else");
        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");
        var seen = await world.UntilWaitingForAsync(id, "shop");
        seen.GetProperty("needs_person").GetBoolean().ShouldBeTrue();
        world.GitOps.Commits.ShouldBe(1);

        world.GitOps.Commit(("shop/pod.yaml", world.GitOps.Look("show", "main:somewhere-else/pod.yaml") + "\n"));

        await world.Client.UntilHappenedAsync(id, "manifests_bumped_v1");
    }
}
