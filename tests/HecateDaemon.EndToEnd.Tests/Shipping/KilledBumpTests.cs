namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>kill -9 around the push: whatever it cuts off, there is one commit in the end, and the event tells of it.</summary>
public sealed class KilledBumpTests
{
    [Fact]
    public async Task Killed_between_commit_and_push_it_pushes_once() => await KilledAsync(passesOn: false);

    [Fact]
    public async Task Killed_between_push_and_event_it_finds_its_own_commit() => await KilledAsync(passesOn: true);

    [Fact]
    public async Task Killed_between_push_and_event_it_finds_its_own_commit_though_its_log_was_moved_into_EventStoreDB()
    {
        await using var eventStore = await EventStoreLab.StartAsync();
        await KilledAsync(passesOn: true, world => world.MoveLogAsync(eventStore));
    }

    private static async Task KilledAsync(bool passesOn, Func<FolderWorld, Task>? meanwhile = null)
    {
        await using var world = await FolderWorld.StartAsync();
        var pushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushes = 0;
        bool IsPush(string path, string method) => method == "POST" && path.EndsWith("/git-receive-pack", StringComparison.Ordinal);
        world.Git.Before = async context =>
        {
            if (!IsPush(context.Request.Path.Value!, context.Request.Method) || Interlocked.Increment(ref pushes) > 1)
            {
                return true;
            }

            if (!passesOn)
            {
                pushed.TrySetResult();
                await killed.Task;
            }

            return passesOn;
        };
        world.Git.After = async context =>
        {
            if (passesOn && IsPush(context.Request.Path.Value!, context.Request.Method) && pushed.TrySetResult())
            {
                await killed.Task;
            }
        };

        var id = await world.Client.OpenAsync("shop", "folder", "1.0.0");
        await pushed.Task.WaitAsync(Daemon.Patience.Limit);
        world.GitOps.Commits.ShouldBe(passesOn ? 2 : 1);
        await world.Daemon.Kill9Async();
        killed.TrySetResult();
        await (meanwhile?.Invoke(world) ?? Task.CompletedTask);
        await world.RestartAsync();

        await world.Client.UntilHappenedAsync(id, "manifests_bumped_v1");
        world.GitOps.Commits.ShouldBe(2);
        (await world.Client.DeploymentAsync(id)).GetProperty("gitops_commit").GetString().ShouldBe(world.GitOps.Head);
        world.GitOps.Look("log", "--format=%(trailers:key=Hecate-Deployment,valueonly)", "-1", "main").Trim().ShouldBe(id);
    }
}
