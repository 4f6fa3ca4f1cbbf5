using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>What reads the log while all goes well: the policies' runner and the projections'.</summary>
public sealed class ReadersTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly ReadersScene scene = new();

    [Fact]
    public async Task Policies_see_every_event_in_order_and_go_on_where_they_were()
    {
        await scene.StoreAsync("a", "b", "a");
        var first = new Recorder();
        using (var runner = scene.Policies(first))
        {
            await runner.StartAsync(Ct);
            await scene.StoreAsync("a", "b");
            await scene.SettledAsync();
            await runner.StopAsync(Ct);
        }

        await scene.StoreAsync("c");
        var second = new Recorder();
        using var next = scene.Policies(second);
        await next.StartAsync(Ct);
        await scene.SettledAsync();
        await next.StopAsync(Ct);

        first.Seen.ShouldBe(["a@0", "b@0", "a@1", "a@2", "b@1"]);
        second.Seen.ShouldBe(["c@0"]);
    }

    [Fact]
    public async Task The_daemon_is_not_ready_before_the_projections_have_caught_up()
    {
        await scene.StoreAsync("a", "a", "b");
        var projection = new Recorder();
        using var runner = scene.Projections(projection);

        runner.NotReadyBecause.ShouldBe("the event log is being read");
        await runner.StartAsync(Ct);
        await scene.UntilAsync(() => Task.FromResult(runner.NotReadyBecause is null));
        projection.Seen.ShouldBe(["a@0", "a@1", "b@0"]);
        await scene.StoreAsync("b");
        (await runner.CatchUpAsync(TimeSpan.FromMinutes(1), Ct)).ShouldBeTrue();

        projection.Seen.ShouldBe(["a@0", "a@1", "b@0", "b@1"]);
        runner.Position.ShouldBe(3);
        await runner.StopAsync(Ct);
    }

    [Fact]
    public async Task Catching_up_is_given_up_after_a_while()
    {
        await scene.StoreAsync("a");
        using var notStarted = scene.Projections(new Recorder());

        var caughtUp = notStarted.CatchUpAsync(TimeSpan.FromSeconds(5), Ct);
        await scene.UntilAsync(() => Task.FromResult(caughtUp.IsCompleted));

        (await caughtUp).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rebuild_shows_the_whole_log_to_new_projections_and_puts_them_in_the_place_of_the_old()
    {
        await scene.StoreAsync("a", "b");
        var projection = new Recorder();
        using var runner = scene.Projections(projection);
        await runner.StartAsync(Ct);
        await runner.CatchUpAsync(TimeSpan.FromMinutes(1), Ct);
        IReadOnlyList<string>? readMeanwhile = null;
        projection.Fails = stored =>
        {
            readMeanwhile ??= stored.Position == 1 ? projection.Seen : null;
            return false;
        };

        var rebuilt = await runner.RebuildAsync(Ct);
        await scene.StoreAsync("b");
        await runner.CatchUpAsync(TimeSpan.FromMinutes(1), Ct);
        await runner.StopAsync(Ct);

        (rebuilt.Events, rebuilt.Position).ShouldBe((2, 1));
        readMeanwhile.ShouldBe(["a@0", "b@0"]);
        projection.Seen.ShouldBe(["a@0", "b@0", "b@1"]);
    }

    [Fact]
    public async Task What_is_asked_for_while_a_rebuild_goes_on_is_another_rebuild()
    {
        await scene.StoreAsync("a");
        var projection = new Recorder();
        using var runner = scene.Projections(projection);
        await runner.StartAsync(Ct);
        await runner.CatchUpAsync(TimeSpan.FromMinutes(1), Ct);
        var shown = 0;
        Task<Rebuilt>? another = null;
        projection.Fails = _ =>
        {
            another ??= runner.RebuildAsync(Ct);
            return ++shown > 2;
        };

        await runner.RebuildAsync(Ct);
        await another!;
        await runner.StopAsync(Ct);

        shown.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_log_fails_with_is_not_held_against_the_event()
    {
        await scene.StoreAsync("a");
        scene.Trouble = "the disk is full";
        var policy = new Recorder { Fails = _ => scene.Trouble is not null };
        using var runner = scene.Policies(policy);

        await runner.StartAsync(Ct);
        await scene.UntilAsync(() => Task.FromResult(runner.NotReadyBecause is not null));
        scene.Trouble = null;
        await scene.SettledAsync();
        await runner.StopAsync(Ct);

        policy.Seen.ShouldBe(["a@0"]);
        scene.ParkedNow.ShouldBeEmpty();
        runner.NotReadyBecause.ShouldBeNull();
    }
}
