using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>A deployment that changes between the proof of its checklist and its opening is not what was proven.</summary>
public sealed class OpeningRaceTests : InAWorld
{
    private DeploymentId id;
    private int changes;

    public override async Task InitializeAsync()
    {
        World.Outside.Tag("1.0.0");
        await World.StartAsync();
        id = await World.InitiateAsync("1.0.0");
    }

    [Fact]
    public async Task What_changes_while_the_checklist_is_proven_keeps_it_from_being_opened_once()
    {
        World.Outside.Fault = (port, _) => port is "code" ? ChangeOnceAsync() : Task.CompletedTask;

        await ShouldBeRefusedAndOpenedTheNextTimeAsync(slotEvents: 0);
    }

    [Fact]
    public async Task What_changes_while_the_slot_is_taken_gives_it_back()
    {
        World.Store.BeforeAppend = stream => stream == SlotDesk.StreamOf(Story.Environment) ? ChangeOnceAsync() : Task.CompletedTask;

        await ShouldBeRefusedAndOpenedTheNextTimeAsync(slotEvents: 2);
    }

    [Fact]
    public async Task What_changes_before_the_daemon_is_there_again_gives_the_slot_back()
    {
        await World.SettledAsync();
        await World.StopAsync();
        await World.StartAsync(crashAtWrite: 1, stored: true);
        await Should.ThrowAsync<OutsideWorldException>(() => World.OpenAsync(id));
        var codec = new EventCodec(DeploymentEventTypes.All);
        await new DeploymentDesk(new(World.Log, codec), World.Log, codec).AcceptAsync(Change(), CancellationToken.None);

        await World.RestartAsync();

        await World.SettledAsync();
        ((await World.LoadAsync(id)).Phase, await HeldAsync()).ShouldBe((Phase.Pending, null));
        (await World.OpenAsync(id)).Decision.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Who_names_the_version_that_was_looked_at_is_told_that_it_is_another_one_now()
    {
        World.Outside.Fault = (port, _) => port is "code" ? ChangeOnceAsync() : Task.CompletedTask;
        var known = (await World.EventsAsync(DeploymentStreams.NameOf(id)))[^1].Version;

        (await World.Get<OpeningDesk>().OpenAsync(id, World.Ask() with { OnlyAt = known }, CancellationToken.None))
            .Decision.Refusal.ShouldNotBeNull().Code.ShouldBe(Refusal.StaleVersion);
    }

    private async Task ShouldBeRefusedAndOpenedTheNextTimeAsync(int slotEvents)
    {
        var refusal = (await World.OpenAsync(id)).Decision.Refusal.ShouldNotBeNull();

        (refusal.Code, refusal.Reason).ShouldBe((
            "deployment_changed", $"{id} changed while it was looked at, the last time by checklist_item_attested_v1 from rl: look at it, and ask again"));
        await World.SettledAsync();
        ((await World.LoadAsync(id)).Phase, await HeldAsync()).ShouldBe((Phase.Pending, null));
        (await World.EventsAsync(SlotDesk.StreamOf(Story.Environment))).Count.ShouldBe(slotEvents);

        (await World.OpenAsync(id)).Decision.Refusal.ShouldBeNull();
        ((await World.LoadAsync(id)).Phase, (await HeldAsync())?.DeploymentId).ShouldBe((Phase.Active, id));
    }

    private Task ChangeOnceAsync() => Interlocked.Increment(ref changes) is 1 ? World.SendAsync(Change()) : Task.CompletedTask;

    private AttestItem Change() => new(id, World.Ask(), EntryChecklist.TeamNotified, "told once more");

    private async Task<SlotTaken?> HeldAsync() =>
        (await World.Get<SlotDesk>().LoadAsync(Story.Environment, CancellationToken.None)).State.Held.GetValueOrDefault(Story.Division);
}
