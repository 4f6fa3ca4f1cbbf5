using HecateDaemon.Adapters.EventStoreDb;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreSubscriptionTests : EventStoreTraps
{
    [Fact]
    public async Task A_subscription_that_breaks_off_goes_on_where_it_was_without_a_gap_or_a_repeat()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [.. Enumerable.Range(0, 100).Select(n => Event($"{n}"))], Ct);
        foreach (var after in (int[])[0, 5, 40, 1])
        {
            Server.Node.Reads.Enqueue(new StandInFault(StandInFailures.NotReady()) { After = after });
        }

        var seen = await log.SubscribeAsync(-1, Ct).Take(100).ToListAsync(Ct);

        seen.Select(e => e.Version).ShouldBe(Enumerable.Range(0, 100).Select(n => (long)n));
        Server.Node.ReadFrom.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_subscription_outlives_the_restart_of_its_server()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await using var subscription = log.SubscribeAsync(-1, Ct).GetAsyncEnumerator(Ct);
        await subscription.MoveNextAsync();
        var next = subscription.MoveNextAsync();

        await Server.DisposeAsync();
        await StartAsync(Server.Port);
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);

        (await next).ShouldBeTrue();
        subscription.Current.Id.ShouldBe(Id("b"));
    }

    [Fact]
    public async Task Among_many_events_of_others_a_subscription_goes_on_at_the_last_checkpoint()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        for (var n = 0; n < 3500; n++)
        {
            Disk.WriteOwn("orders-1", "OrderPlaced", "{}");
        }

        await log.AppendAsync(Stream, 0, [Event("b")], Ct);
        // Confirmation, "a", and the checkpoints behind each 1000.
        Server.Node.Reads.Enqueue(new StandInFault(StandInFailures.NotReady()) { After = 4 });

        (await log.SubscribeAsync(-1, Ct).Take(2).ToListAsync(Ct)).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);

        var resumed = Server.Node.ReadFrom.Last().Options.All.Position;
        resumed.CommitPosition.ShouldBeGreaterThan((ulong)Disk.Written()[0].Position);
        resumed.PreparePosition.ShouldBe(0UL);
    }

    [Fact]
    public async Task A_subscription_that_falls_silent_while_it_catches_up_is_made_again()
    {
        var log = Log("&defaultDeadline=1000");
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b"), Event("c")], Ct);
        Server.Node.Reads.Enqueue(new StandInFault(Error: null) { After = 2 });

        (await log.SubscribeAsync(-1, Ct).Take(3).ToListAsync(Ct)).Select(e => e.Version).ShouldBe([0, 1, 2]);

        Server.Node.ReadFrom.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_live_subscription_is_made_again_after_a_long_silence()
    {
        var clock = new FakeTimeProvider();
        var log = new EventStoreLog(Connect($"esdb://127.0.0.1:{Server.Port}?tls=false"), Names, clock);
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await using var subscription = log.SubscribeAsync(-1, Ct).GetAsyncEnumerator(Ct);
        await subscription.MoveNextAsync();
        var next = subscription.MoveNextAsync();

        while (Server.Node.ReadFrom.Count < 2)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Ct);
        }

        await log.AppendAsync(Stream, 0, [Event("b")], Ct);
        (await next).ShouldBeTrue();
        subscription.Current.Id.ShouldBe(Id("b"));
    }

    [Fact]
    public async Task The_time_that_a_reader_takes_is_no_silence_of_the_server()
    {
        var clock = new FakeTimeProvider();
        var log = new EventStoreLog(Connect($"esdb://127.0.0.1:{Server.Port}?tls=false"), Names, clock);
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);
        await using var subscription = log.SubscribeAsync(-1, Ct).GetAsyncEnumerator(Ct);
        await subscription.MoveNextAsync();

        clock.Advance(TimeSpan.FromHours(1));

        (await subscription.MoveNextAsync()).ShouldBeTrue();
        subscription.Current.Id.ShouldBe(Id("b"));
        Server.Node.ReadFrom.Count.ShouldBe(1);
    }
}
