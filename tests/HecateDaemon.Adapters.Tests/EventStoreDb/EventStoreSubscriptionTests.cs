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
    public async Task What_is_shown_twice_is_passed_over_and_a_checkpoint_moves_on()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [.. Enumerable.Range(0, 40).Select(n => Event($"{n}"))], Ct);
        // Confirmation, the first checkpoint at 0/0, 32 events and the checkpoint behind them.
        Server.Node.Reads.Enqueue(new StandInFault(StandInFailures.NotReady()) { After = 35 });

        (await log.SubscribeAsync(-1, Ct).Take(40).ToListAsync(Ct)).Select(e => e.Version)
            .ShouldBe(Enumerable.Range(0, 40).Select(n => (long)n));

        Server.Node.ReadFrom.Last().Options.All.Position.CommitPosition.ShouldBe((ulong)Disk.All()[31].Position);
    }
}
