using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>Events that a reader fails at.</summary>
public sealed class ParkingTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly ReadersScene scene = new();
    private readonly Recorder sound = new() { Name = "sound" };
    private readonly Recorder failing = new() { Name = "failing" };

    [Fact]
    public async Task A_policy_that_fails_once_is_asked_again_at_once()
    {
        var failures = 0;
        failing.Fails = stored => stored.Position == 1 && failures++ == 0;

        await RunAsync("a", "a", "a");

        failing.Seen.ShouldBe(["a@0", "a@1", "a@2"]);
        scene.ParkedNow.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_policy_fails_at_is_parked_with_what_follows_in_its_stream_and_blocks_nobody_else()
    {
        failing.Fails = Poisoned;

        await RunAsync("a", "a", "b", "a", "b");

        failing.Seen.Where(s => s[0] is 'a' or 'b').ShouldBe(["a@0", "b@0", "b@1"]);
        sound.Seen.Where(s => s[0] is 'a' or 'b').ShouldBe(["a@0", "a@1", "b@0", "a@2", "b@1"]);
        scene.ParkedNow.ShouldBe(["failing a@1"]);
        scene.Parked.All.Single().Reason.ShouldBe("it failed with FormatException: the daemon's log says how");
    }

    [Fact]
    public async Task What_is_parked_stays_so_over_a_restart()
    {
        failing.Fails = Poisoned;
        await RunAsync("a", "a");
        scene.Restart();

        await RunAsync("a", "b");

        failing.Seen.Where(s => s[0] is 'a' or 'b').ShouldBe(["a@0", "b@0"]);
        scene.ParkedNow.ShouldBe(["failing a@1"]);
    }

    [Fact]
    public async Task A_retry_shows_it_and_what_waited_behind_it_in_order_and_then_what_comes()
    {
        failing.Fails = Poisoned;
        using var runner = scene.Policies(sound, failing);
        await runner.StartAsync(Ct);
        await scene.StoreAsync("a", "a", "b", "a");
        await scene.SettledAsync();
        failing.Fails = _ => false;

        await runner.RetryAsync(scene.Parked.All, scene.Ask(), Ct);
        await scene.StoreAsync("a");
        await scene.SettledAsync();
        await runner.StopAsync(Ct);

        failing.Seen.Where(s => s[0] is 'a').ShouldBe(["a@0", "a@1", "a@2", "a@3"]);
        sound.Seen.Where(s => s[0] is 'a').ShouldBe(["a@0", "a@1", "a@2", "a@3"]);
        scene.ParkedNow.ShouldBeEmpty();
        scene.Restart();
        await RunAsync("a");
        scene.ParkedNow.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_that_fails_leaves_it_parked_where_it_failed_and_can_be_repeated()
    {
        failing.Fails = Poisoned;
        using var runner = scene.Policies(failing);
        await runner.StartAsync(Ct);
        await scene.StoreAsync("a", "a", "a");
        await scene.SettledAsync();

        await runner.RetryAsync(scene.Parked.All, scene.Ask(), Ct);
        await runner.RetryAsync(scene.Parked.All, scene.Ask(), Ct);
        scene.ParkedNow.ShouldBe(["failing a@1"]);
        failing.Fails = stored => stored is { Stream: "a", Version: 2 };
        await runner.RetryAsync(scene.Parked.All, scene.Ask(), Ct);
        await runner.StopAsync(Ct);

        scene.ParkedNow.ShouldBe(["failing a@2"]);
    }

    [Fact]
    public async Task What_one_daemon_parks_and_deals_with_the_others_know()
    {
        failing.Fails = Poisoned;
        using var one = scene.Policies(failing);
        await one.StartAsync(Ct);
        var parkedByOne = scene.Parked;
        scene.Restart();
        var other = new Recorder { Name = "failing" };
        using var two = scene.Policies(other);
        await two.StartAsync(Ct);
        await scene.StoreAsync("a", "a");
        await scene.UntilAsync(() => Task.FromResult(scene.ParkedNow.SequenceEqual(["failing a@1"])));

        failing.Fails = _ => false;
        await one.RetryAsync(parkedByOne.All, scene.Ask(), Ct);
        await scene.UntilAsync(() => Task.FromResult(!scene.ParkedNow.Any()));

        other.Fails = stored => stored.Stream is "b";
        await scene.StoreAsync("b");
        await scene.UntilAsync(() => Task.FromResult(parkedByOne.All.Count is 1 && scene.ParkedNow.SequenceEqual(["failing b@0"])));
        await one.StopAsync(Ct);
        await two.StopAsync(Ct);
    }

    [Fact]
    public async Task An_event_that_nobody_knows_is_parked_by_everybody()
    {
        await scene.StoreUnknownAsync("a");
        using var projections = scene.Projections(new Recorder());
        await projections.StartAsync(Ct);

        await RunAsync("a", "b");
        await projections.CatchUpAsync(TimeSpan.FromMinutes(1), Ct);
        await projections.StopAsync(Ct);

        scene.ParkedNow.ShouldBe(["failing a@0", "recorder a@0", "sound a@0"]);
        sound.Seen.Where(s => s[0] is 'a' or 'b').ShouldBe(["b@0"]);
    }

    [Fact]
    public async Task What_a_projection_fails_at_is_parked_until_a_retry_builds_it_anew()
    {
        await scene.StoreAsync("a", "a", "b", "a");
        failing.Fails = Poisoned;
        using var runner = scene.Projections(failing);
        await runner.StartAsync(Ct);
        await scene.UntilAsync(() => Task.FromResult(runner.NotReadyBecause is null));
        failing.Seen.ShouldBe(["a@0", "b@0"]);
        scene.ParkedNow.ShouldBe(["recorder a@1"]);

        failing.Fails = _ => false;
        await runner.RetryAsync(scene.Parked.All, scene.Ask(), Ct);
        await runner.StopAsync(Ct);

        failing.Seen.ShouldBe(["a@0", "a@1", "b@0", "a@2"]);
        scene.ParkedNow.ShouldBeEmpty();
    }

    private static bool Poisoned(StoredEvent stored) => stored is { Stream: "a", Version: 1 };

    private async Task RunAsync(params string[] streams)
    {
        using var runner = scene.Policies(sound, failing);
        await runner.StartAsync(Ct);
        await scene.StoreAsync(streams);
        await scene.SettledAsync();
        await runner.StopAsync(Ct);
    }
}
