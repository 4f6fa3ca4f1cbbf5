using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class DeploymentDeskTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly InMemoryEventLog log = new(new FakeTimeProvider(Noon));
    private readonly DeploymentDesk desk;
    private int requests;

    public DeploymentDeskTests()
    {
        var codec = new EventCodec(DeploymentEventTypes.All);
        desk = new(new(log, codec), log, codec);
    }

    [Fact]
    public async Task A_request_is_answered_the_second_time_as_the_first_whatever_happened_since()
    {
        var (initiate, open, shelve) = (Initiate() with { Issued = Ask() }, Open() with { Issued = Ask() }, Shelve() with { Issued = Ask() });
        await desk.AcceptAsync(initiate, Ct);
        await desk.AcceptAsync(open, Ct);
        await desk.AcceptAsync(shelve, Ct);
        await desk.AcceptAsync(Resume() with { Issued = Ask() }, Ct);

        var again = await desk.AcceptAsync(shelve, Ct);

        again.Decision.Events.Single().ShouldBeOfType<DeploymentShelved>();
        (again.Version, again.Deployment.Phase).ShouldBe((3, Phase.Active));
        (await desk.AcceptAsync(initiate, Ct)).Decision.Events.Single().ShouldBeOfType<DeploymentInitiated>();
        (await desk.AcceptAsync(open, Ct)).Decision.Events.Single().ShouldBeOfType<DeploymentOpened>();
    }

    [Fact]
    public async Task One_id_for_two_checklist_items_is_refused()
    {
        await desk.AcceptAsync(Initiate() with { Issued = Ask() }, Ct);
        var asked = Ask();
        await desk.AcceptAsync(Attest(EntryChecklist.CiGreen) with { Issued = asked }, Ct);

        var second = await desk.AcceptAsync(Attest(EntryChecklist.TeamNotified) with { Issued = asked }, Ct);
        var third = await desk.AcceptAsync(Waive(EntryChecklist.CiGreen) with { Issued = asked }, Ct);

        second.Decision.Refusal!.Code.ShouldBe("idempotency_key_reused");
        third.Decision.Refusal!.Code.ShouldBe("idempotency_key_reused");
    }

    [Fact]
    public async Task A_command_for_another_version_of_the_stream_is_stale()
    {
        await desk.AcceptAsync(Initiate() with { Issued = Ask() }, Ct);

        var stale = await desk.AcceptAsync(Open() with { Issued = Ask() with { OnlyAt = 3 } }, Ct);
        var fits = await desk.AcceptAsync(Open() with { Issued = Ask() with { OnlyAt = 0 } }, Ct);

        stale.Decision.Refusal!.Code.ShouldBe(Refusal.StaleVersion);
        fits.Decision.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_refused_anyway_is_refused_for_its_own_reason()
    {
        var unknown = await desk.AcceptAsync(Open() with { Issued = Ask() with { OnlyAt = 3 } }, Ct);

        unknown.Decision.Refusal!.Code.ShouldBe("deployment_unknown");
    }

    [Fact]
    public async Task Commands_that_race_are_all_stored_one_behind_the_other()
    {
        await desk.AcceptAsync(Initiate() with { Issued = Ask() }, Ct);
        var items = EntryChecklist.Items.Select(i => Attest(i.Key) with { Issued = Ask() }).ToList();

        await Task.WhenAll(items.Select(i => Task.Run(() => desk.AcceptAsync(i, Ct))));

        var stored = await log.ReadStreamAsync(DeploymentStreams.NameOf(Id), -1, Ct).ToListAsync(Ct);
        stored.Select(s => s.Version).ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
    }

    [Fact]
    public async Task The_reason_that_was_given_stands_in_the_metadata()
    {
        await desk.AcceptAsync(Initiate() with { Issued = Ask() }, Ct);
        await desk.AcceptAsync(Waive(EntryChecklist.CiGreen) with { Issued = Ask() }, Ct);

        var stored = await log.ReadStreamAsync(DeploymentStreams.NameOf(Id), 0, Ct).SingleAsync(Ct);

        var metadata = EventCodec.MetadataOf(stored);
        (metadata.Reason, metadata.Actor).ShouldBe(("not today", Person));
    }

    private Issued Ask() => Issued.ByCaller(NameBasedId.From(Guid.Empty, $"{++requests}"), Person, Noon);
}
