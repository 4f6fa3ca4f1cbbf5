using HecateDaemon.Adapters.EventStoreDb;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreReadTests : EventStoreTraps
{
    [Fact]
    public async Task Every_read_sets_every_option_that_a_server_hangs_or_fails_without()
    {
        var connection = Connect($"esdb://127.0.0.1:{Server.Port}?tls=false");
        var log = new EventStoreLog(connection, Names, TimeProvider.System);
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await AllAsync(log);
        await log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct);
        await log.SubscribeAsync(-1, Ct).FirstAsync(Ct);
        using var checkpoints = Checkpoints(connection);
        await checkpoints.LoadAsync("policies", Ct);

        Server.Node.ReadFrom.Count.ShouldBe(5);
        Server.Node.ReadFrom.ShouldAllBe(r =>
            r.Options.UuidOption.Structured != null
            && r.Options.ControlOption.Compatibility == 1
            && (r.Options.NoFilter != null || (r.Options.Filter.Max >= 1 && r.Options.Filter.CheckpointIntervalMultiplier == 1))
            && (r.Options.Subscription != null || r.Options.Count >= 1));
    }

    [Fact]
    public async Task A_read_that_gets_no_answer_or_breaks_off_is_made_again()
    {
        var log = Log("&defaultDeadline=1000");
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b"), Event("c")], Ct);
        Server.Node.Reads.Enqueue(new StandInFault(Error: null));
        Server.Node.Reads.Enqueue(new StandInFault(StandInFailures.NotReady()) { After = 2 });

        (await log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct)).Select(e => e.Version).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task The_servers_own_events_and_the_readers_checkpoints_are_not_shown()
    {
        var connection = Connect($"esdb://127.0.0.1:{Server.Port}?tls=false");
        var log = new EventStoreLog(connection, Names, TimeProvider.System);
        using var checkpoints = Checkpoints(connection);
        Disk.WriteOwn("$stats-0", "$statsCollected", "{}");
        await checkpoints.SaveAsync("policies", 0, Ct);
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        Disk.WriteOwn("$stats-0", "$statsCollected", "{}");
        await checkpoints.SaveAsync("policies", 7, Ct);
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);

        (await AllAsync(log)).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
        (await log.SubscribeAsync(-1, Ct).Take(2).ToListAsync(Ct)).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
    }

    [Fact]
    public async Task Only_the_last_checkpoint_of_a_reader_is_kept()
    {
        using var checkpoints = Checkpoints(Connect($"esdb://127.0.0.1:{Server.Port}?tls=false"));
        await checkpoints.SaveAsync("policies", 3, Ct);
        await checkpoints.SaveAsync("policies", 9, Ct);

        Disk.Read("hecate_checkpoint-policies")!.Value.Visible.ShouldHaveSingleItem().Data.ToStringUtf8().ShouldBe("9");
    }

    [Fact]
    public async Task A_checkpoint_that_another_process_moved_on_is_not_moved_back()
    {
        var address = $"esdb://127.0.0.1:{Server.Port}?tls=false";
        using var first = Checkpoints(Connect(address));
        using var second = Checkpoints(Connect(address));
        await first.SaveAsync("policies", 3, Ct);
        await second.SaveAsync("policies", 9, Ct);

        await first.SaveAsync("policies", 5, Ct);

        (await first.LoadAsync("policies", Ct)).ShouldBe(9);
    }

    [Fact]
    public async Task Where_the_account_may_not_say_so_all_checkpoints_are_kept()
    {
        using var checkpoints = Checkpoints(Connect($"esdb://127.0.0.1:{Server.Port}?tls=false"));
        var denied = StandInFailures.AmongOthers(StandInFailures.AccessDenied(), "");
        Server.Node.Appends.Enqueue(new StandInFault(Error: null) { Answer = denied });

        await checkpoints.SaveAsync("policies", 3, Ct);
        await checkpoints.SaveAsync("policies", 9, Ct);

        (await checkpoints.LoadAsync("policies", Ct)).ShouldBe(9);
        Disk.Read("hecate_checkpoint-policies")!.Value.Visible.Count.ShouldBe(2);
    }
}
