using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;
using Expected = HecateDaemon.Adapters.EventStoreDb.Wire.AppendReq.Types.Options.ExpectedStreamRevisionOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public abstract class EventStoreAppendTests : EventStoreTraps
{
    public static TheoryData<string> Unknown => ["ABORTED", "UNAVAILABLE", "CANCELLED", "no answer"];

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task An_append_whose_outcome_is_unknown_is_repeated_as_it_was_and_stored_once(string outcome)
    {
        var log = Log("&defaultDeadline=1000");
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        Server.Node.Appended.Clear();
        Server.Node.Appends.Enqueue(new StandInFault(outcome switch
        {
            "ABORTED" => StandInFailures.TimedOut(),
            "UNAVAILABLE" => StandInFailures.NotReady(),
            "CANCELLED" => new RpcException(new Status(StatusCode.Cancelled, "")),
            _ => null,
        })
        { TakesEffect = true });

        var appended = await log.AppendAsync(Stream, 0, [Event("b"), Event("c")], Ct);

        var stored = await AllAsync(log);
        stored.Select(e => e.Id).ShouldBe([Id("a"), Id("b"), Id("c")]);
        appended.ShouldBe(new AppendOutcome.Appended(2, stored[2].Position));
        StandInAppend[] sent = [.. Server.Node.Appended];
        sent.Length.ShouldBe(2);
        sent[1].IsIdenticalTo(sent[0]).ShouldBeTrue();
    }

    [Fact]
    public async Task An_append_that_a_server_was_not_ready_for_is_repeated()
    {
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.NotReady()));
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.NoLeader()));

        (await Log().AppendAsync(Stream, -1, [Event("a")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        Disk.Written().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_expected_version_is_always_an_explicit_one()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);

        Server.Node.Appended.Select(a => a.Expected).ShouldBe([Expected.NoStream, Expected.Revision]);
    }

    [Fact]
    public async Task An_event_says_its_type_and_that_it_is_JSON()
    {
        await Log().AppendAsync(Stream, -1, [Event("a")], Ct);

        var record = Disk.Written().ShouldHaveSingleItem();
        (record.Type, record.IsJson).ShouldBe(("thing_happened_v1", true));
    }

    [Fact]
    public async Task Behind_a_stream_that_was_deleted_softly_the_numbers_go_on()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);
        Disk.Delete(ServersStream, expected: null, forEver: false);
        (await log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct)).ShouldBeEmpty();

        var appended = (await log.AppendAsync(Stream, -1, [Event("c")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        appended.Version.ShouldBe(2);
        (await log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct)).Select(e => e.Version).ShouldBe([2]);
    }

    [Fact]
    public async Task A_stream_that_was_deleted_for_ever_needs_a_person()
    {
        Disk.Delete(ServersStream, expected: null, forEver: true);
        var log = Log();

        foreach (var call in (Func<Task>[])[
            () => log.AppendAsync(Stream, -1, [Event("a")], Ct), () => log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct).AsTask()])
        {
            var failed = await Should.ThrowAsync<OutsideWorldException>(call);
            failed.Message.ShouldContain($"said that the stream was deleted for ever when asked to");
            failed.NeedsPerson.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task What_a_server_refuses_is_not_repeated_and_is_the_logs_trouble_until_an_append_is_stored()
    {
        var log = Log();
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.AccessDenied()));

        var failed = await Should.ThrowAsync<OutsideWorldException>(() => log.AppendAsync(Stream, -1, [Event("a")], Ct));

        failed.Message.ShouldStartWith($"EventStoreDB at 127.0.0.1:{Server.Port} denied access");
        failed.NeedsPerson.ShouldBeTrue();
        log.Trouble.ShouldBe(failed.Message);
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        log.Trouble.ShouldBeNull();
    }

    [Fact]
    public async Task After_trouble_the_server_is_asked_again_though_nobody_appends_and_nothing_is_stored()
    {
        var clock = new FakeTimeProvider();
        var log = new EventStoreLog(Connect($"esdb://127.0.0.1:{Server.Port}?tls=false"), Names, clock);
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.AccessDenied()));
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.AccessDenied()));
        await Should.ThrowAsync<OutsideWorldException>(() => log.AppendAsync(Stream, -1, [Event("a")], Ct));

        while (log.Trouble is not null)
        {
            Ct.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Server.Node.Appends.ShouldBeEmpty("it was asked until it did not fail");
        Disk.Written().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_id_that_the_stream_has_elsewhere_is_stored_again_for_no_server_looks_there()
    {
        var log = Log();
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);

        (await log.AppendAsync(Stream, 0, [Event("a")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        (await AllAsync(log)).Count.ShouldBe(2);
    }
}

public sealed class EventStoreAppendAloneTests : EventStoreAppendTests
{
    protected override bool SharesAppends => false;
}
