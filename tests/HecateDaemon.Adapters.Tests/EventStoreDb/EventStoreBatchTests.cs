using Grpc.Core;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>As every append, and what only happens to those that share a call.</summary>
public sealed class EventStoreBatchTests : EventStoreAppendTests
{
    [Fact]
    public async Task Appends_at_the_same_time_share_one_call_and_the_server_is_asked_for_it_once()
    {
        var log = Log();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => log.AppendAsync($"{Stream}{n}", -1, [Event("a")], Ct))));

        Server.Node.Appended.Count.ShouldBe(100);
        Server.Node.Appended.ShouldAllBe(a => !a.IsAlone);
        Server.Node.BatchCalls.Count.ShouldBe(1);
        Server.Node.FeaturesAsked.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task A_server_without_that_call_gets_each_append_alone(bool? offers)
    {
        Server.Node.OffersBatchAppend = offers;
        var log = Log();

        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);

        Server.Node.Appended.ShouldAllBe(a => a.IsAlone);
        Server.Node.BatchCalls.ShouldBeEmpty();
        Server.Node.FeaturesAsked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_append_gets_its_own_answer_in_whatever_order_they_come()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        Disk.Delete("hecate.dead-1", expected: null, forEver: true);

        var stored = log.AppendAsync("other-1", -1, [Event("a"), Event("b")], Ct);
        var lost = log.AppendAsync(Stream, 7, [Event("x")], Ct);
        var dead = log.AppendAsync("dead-1", -1, [Event("x")], Ct);

        (await stored).ShouldBeOfType<AppendOutcome.Appended>().Version.ShouldBe(1);
        (await lost).ShouldBe(new AppendOutcome.Conflict(0));
        (await Should.ThrowAsync<OutsideWorldException>(dead)).Message.ShouldContain("deleted for ever");
        Server.Node.BatchCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_call_breaks_every_append_without_an_answer_is_repeated_and_stored_once()
    {
        const int Callers = 20;
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        for (var n = 0; n < Callers - 1; n++)
        {
            Server.Node.Appends.Enqueue(new StandInFault(Error: null) { TakesEffect = n % 2 is 0 });
        }

        Server.Node.Appends.Enqueue(new StandInFault(new RpcException(new Status(StatusCode.Unavailable, "Connection reset"))));
        var appends = Enumerable.Range(0, Callers).Select(n => log.AppendAsync($"other-{n}", -1, [Event("a"), Event("b")], Ct));

        (await Task.WhenAll(appends)).ShouldAllBe(o => o is AppendOutcome.Appended && ((AppendOutcome.Appended)o).Version == 1);

        Disk.Written().Count.ShouldBe(1 + (2 * Callers));
        var asked = Server.Node.Appended.Skip(1).GroupBy(a => a.Stream).ToList();
        asked.Count.ShouldBe(Callers);
        asked.ShouldAllBe(a => a.All(again => again.IsIdenticalTo(a.First())));
        asked.ShouldContain(a => a.Count() > 1);
    }

    [Fact]
    public async Task A_caller_that_gives_up_takes_nothing_from_the_others()
    {
        var log = Log();
        Server.Node.Appends.Enqueue(new StandInFault(Error: null));
        using var impatient = new CancellationTokenSource();
        var given = log.AppendAsync(Stream, -1, [Event("a")], impatient.Token);
        await log.AppendAsync("other-1", -1, [Event("b")], Ct);

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(given);
        await log.AppendAsync("other-1", 0, [Event("c")], Ct);
        Server.Node.BatchCalls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Server Is Not Ready")]
    [InlineData("Server Is Busy")]
    [InlineData("No leader info available in response")]
    public async Task An_answer_of_OK_without_success_is_none(string said)
    {
        Server.Node.Appends.Enqueue(new StandInFault(Error: null) { Answer = StandInFailures.NotHandled(said) });

        (await Log().AppendAsync(Stream, -1, [Event("a")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        Server.Node.Appended.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_append_that_the_server_did_not_see_through_in_time_is_repeated()
    {
        Server.Node.Appends.Enqueue(new StandInFault(Error: null) { Answer = StandInFailures.TimedOutAmongOthers(), TakesEffect = true });

        (await Log().AppendAsync(Stream, -1, [Event("a")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        Disk.Written().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_call_that_ended_while_nobody_needed_it_is_made_anew()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await Server.DisposeAsync();
        var server = await StartAsync(Server.Port);

        (await log.AppendAsync(Stream, 0, [Event("b")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        server.Node.Appended.ShouldHaveSingleItem();
    }
}
