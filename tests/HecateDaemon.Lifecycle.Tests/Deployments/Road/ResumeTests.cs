using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What going on means after others may have changed everything.</summary>
public sealed class ResumeTests : InAWorld
{
    [Fact]
    public async Task From_the_bump_on_everything_is_looked_at_anew_and_nothing_is_pushed_twice()
    {
        await World.StartAsync();
        var id = await FailedAsync("1.0.0");
        World.Outside.CrashingImages.Clear();

        await World.ResumeAsync(id);

        await World.UntilAsync(id, d => d.Phase is Phase.Completed);
        (await World.StoryAsync(id)).Split('\n').Count(type => type == "manifests_bumped_v1").ShouldBe(2);
        World.Outside.Acts.Count(a => a.StartsWith("pushed")).ShouldBe(1);
    }

    [Fact]
    public async Task A_version_over_which_another_was_shipped_is_not_gone_on_with()
    {
        await World.StartAsync();
        var old = await FailedAsync("1.0.0");
        await World.ShipAsync("1.1.0");
        await World.SettledAsync();

        var answer = await World.ResumeAsync(old);

        answer.Decision.Refusal!.Code.ShouldBe("deployment_superseded");
        answer.Deployment.Phase.ShouldBe(Phase.Paused);
    }

    [Fact]
    public async Task A_deployment_whose_rollback_failed_can_be_concluded_as_rolled_back_by_a_person()
    {
        World.Production = World.Production with { OnFailure = FailurePolicy.RollBack };
        await World.StartAsync();
        await World.ShipAsync("1.0.0");
        World.Outside.Release("1.1.0");
        World.Outside.SickVersions[ReleaseVersion.Parse("1.1.0")] = true;
        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        var bad = await World.SetOutAsync("1.1.0");
        var rollback = (await World.UntilAsync(bad, d => d.Rollback is not null)).Rollback!.RollbackId;
        await World.UntilAsync(rollback, d => d.Phase is Phase.Paused);

        var answer = await World.ConcludeAsync(bad);

        answer.Decision.Refusal.ShouldBeNull();
        answer.Deployment.Outcome.ShouldBe(Outcome.RolledBack);
    }

    private async Task<DeploymentId> FailedAsync(string version)
    {
        World.Outside.Release(version);
        World.Outside.CrashingImages["v" + version] = true;
        var id = await World.SetOutAsync(version);
        await World.UntilAsync(id, d => d.Phase is Phase.Paused);
        await World.SettledAsync();
        return id;
    }
}
