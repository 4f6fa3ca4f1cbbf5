using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.EventLog.Events;
using VNodeState = HecateDaemon.Adapters.EventStoreDb.Wire.MemberInfo.Types.VNodeState;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreConnectionTests : EventStoreTraps
{
    private readonly string file = Path.GetTempFileName();

    public override Task DisposeAsync()
    {
        File.Delete(file);
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_follower_sends_us_to_the_leader()
    {
        var leader = await StartAsync();
        (Server.Node.State, Server.Node.Leader) = (VNodeState.Follower, ("127.0.0.1", leader.Port));
        var log = Log();

        (await log.AppendAsync(Stream, -1, [Event("a")], Ct)).ShouldBeOfType<AppendOutcome.Appended>();

        Server.Node.Appended.ShouldBeEmpty();
        (await AllAsync(log)).ShouldHaveSingleItem();
        Server.Node.ReadFrom.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_follower_is_asked_where_one_is_preferred()
    {
        Server.Node.State = VNodeState.Follower;

        var log = Log("&nodePreference=follower");
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);

        (await AllAsync(log)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_follower_that_is_behind_is_waited_for()
    {
        Server.Node.State = VNodeState.Follower;
        var log = Log("&nodePreference=follower");
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await AllAsync(log);
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);
        Server.Node.HasUntil = Disk.Written()[^1].Position;
        var asked = Server.Node.ReadFrom.Count;

        var (all, stream) = (AllAsync(log), log.ReadStreamAsync(Stream, -1, Ct).ToListAsync(Ct).AsTask());
        while (Server.Node.ReadFrom.Count < asked + 5)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Ct);
        }

        Server.Node.HasUntil = null;
        (await all).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
        (await stream).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
    }

    [Fact]
    public async Task Who_gives_up_while_a_node_is_looked_for_is_told_so()
    {
        var log = LogAt($"esdb+discover://127.0.0.1:{Server.Port}?tls=false");
        Server.Node.Gossips = false;
        using var impatient = new CancellationTokenSource();
        var read = log.ReadStreamAsync(Stream, -1, impatient.Token).ToListAsync(Ct).AsTask();

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(read);
    }

    [Fact]
    public async Task A_lost_leader_is_replaced_by_the_one_that_the_others_name()
    {
        var (second, third) = (await StartAsync(), await StartAsync());
        Gossip((Server, VNodeState.Leader), (second, VNodeState.Follower), (third, VNodeState.Follower));
        var log = LogAt($"esdb+discover://127.0.0.1:{Server.Port},127.0.0.1:{third.Port}?tls=false");
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        Server.Node.Appended.Count.ShouldBe(1);

        Gossip((second, VNodeState.Leader), (third, VNodeState.Follower));
        await Server.DisposeAsync();
        await log.AppendAsync(Stream, 0, [Event("b")], Ct);

        second.Node.Appended.Count.ShouldBe(1);
        third.Node.Appended.ShouldBeEmpty();
        (await AllAsync(log)).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
    }

    [Fact]
    public async Task A_member_that_is_dead_or_catching_up_is_not_chosen()
    {
        Server.Node.Members.Add((1, VNodeState.Leader, false));
        Server.Node.Members.Add((2, VNodeState.CatchingUp, true));
        Server.Node.Members.Add((Server.Port, VNodeState.Follower, true));
        var log = LogAt($"esdb+discover://127.0.0.1:{Server.Port}?tls=false&nodePreference=random");

        (await AllAsync(log)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_answers_the_sentence_says_who_was_asked()
    {
        var log = LogAt($"esdb+discover://127.0.0.1:{Server.Port}?tls=false&maxDiscoverAttempts=2&discoveryInterval=1");
        await Server.DisposeAsync();

        var failed = await Should.ThrowAsync<OutsideWorldException>(() => log.AppendAsync(Stream, -1, [Event("a")], Ct));

        failed.Message.ShouldStartWith(
            $"no node of EventStoreDB was found through 127.0.0.1:{Server.Port}: the last try ended with: 127.0.0.1:{Server.Port} was not available");
        failed.NeedsPerson.ShouldBeFalse();
        log.Trouble.ShouldBe(failed.Message);
    }

    [Fact]
    public async Task Credentials_come_from_their_file_and_a_replaced_file_counts_at_the_next_connection()
    {
        Server.Node.Authorization = Basic("hecate:s3cret:ü");
        await File.WriteAllTextAsync(file, "hecate:s3cret:ü\n", Ct);
        await Log("", file).AppendAsync(Stream, -1, [Event("a")], Ct);
        await File.WriteAllTextAsync(file, "hecate:wrong", Ct);

        var failed = await Should.ThrowAsync<OutsideWorldException>(() => AllAsync(Log("", file)));

        failed.NeedsPerson.ShouldBeTrue();
        failed.Message.ShouldContain("did not accept the credentials");
    }

    [Fact]
    public async Task Credentials_that_were_replaced_count_without_a_new_start_and_are_in_no_log()
    {
        var logged = new KeptLog<EventStoreConnection>();
        await File.WriteAllTextAsync(file, "hecate:wr0ng", Ct);
        Server.Node.Authorization = Basic("hecate:r1ght");
        var log = new EventStoreLog(Connect($"esdb+discover://127.0.0.1:{Server.Port}?tls=false", file, logged), Names, TimeProvider.System);
        Server.Node.Members.Add((Server.Port, VNodeState.Leader, true));
        var failed = await Should.ThrowAsync<OutsideWorldException>(() => log.AppendAsync(Stream, -1, [Event("a")], Ct));

        await File.WriteAllTextAsync(file, "hecate:r1ght", Ct);
        Server.Node.Appends.Enqueue(new StandInFault(StandInFailures.NotReady()));
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);

        logged.Lines.ShouldNotBeEmpty();
        foreach (var secret in (string[])["wr0ng", "r1ght", Basic("hecate:wr0ng"), Basic("hecate:r1ght")])
        {
            failed.ToString().ShouldNotContain(secret);
            string.Join('\n', logged.Lines).ShouldNotContain(secret);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin")]
    [InlineData("admin:a\nadmin:b")]
    public async Task A_file_without_one_line_of_credentials_stops_the_start(string text)
    {
        await File.WriteAllTextAsync(file, text, Ct);

        var failed = Should.Throw<OutsideWorldException>(() => Log("", file));

        failed.Message.ShouldBe($"the credentials for EventStoreDB in {file} cannot be used: it must hold one line user:password");
        failed.NeedsPerson.ShouldBeTrue();
    }

    [Fact]
    public void Files_that_are_not_there_stop_the_start()
    {
        Should.Throw<OutsideWorldException>(() => Log("", "/nowhere/credentials")).Message.ShouldContain("/nowhere/credentials");
        Should.Throw<OutsideWorldException>(() => LogAt("esdb://a?tlsCaFile=/nowhere/ca.pem")).Message.ShouldContain("/nowhere/ca.pem");
    }

    [Fact]
    public async Task The_connection_has_a_name()
    {
        await AllAsync(Log("&connectionName=hecate-1"));

        Server.Node.Names.ShouldContain("hecate-1");
    }

    private static string Basic(string pair) => $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair))}";

    private static void Gossip(params (StandInServer Server, VNodeState State)[] members)
    {
        foreach (var (server, state) in members)
        {
            server.Node.State = state;
            server.Node.Members.Clear();
            server.Node.Members.AddRange(members.Select(m => (m.Server.Port, m.State, true)));
            server.Node.Leader = ("127.0.0.1", members.First(m => m.State is VNodeState.Leader).Server.Port);
        }
    }
}
