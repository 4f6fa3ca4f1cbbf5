using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>One active deployment per division and environment, whoever races whom.</summary>
public sealed class SlotDeskTests : InAWorld
{
    public override async Task InitializeAsync()
    {
        // The road stands still behind the first station, so that only people act here.
        World.Outside.Tag("1.0.0");
        World.Outside.Tag("1.1.0");
        await World.StartAsync();
    }

    [Fact]
    public async Task Of_many_that_open_at_once_exactly_one_wins_and_the_others_are_told_who()
    {
        var ids = new List<DeploymentId>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await World.InitiateAsync("1.0.0", id: $"race-{i}"));
        }

        var answers = await Task.WhenAll(ids.Select(id => Task.Run(() => World.OpenAsync(id))));

        var winner = answers.Single(a => a.Decision.Refusal is null).Deployment;
        answers.Where(a => a.Decision.Refusal is not null).ShouldAllBe(a =>
            a.Decision.Refusal!.Code == "environment_slot_taken" && a.Decision.Refusal.Reason.Contains(winner.Id.ToString()));
        await World.SettledAsync();
        var active = new List<DeploymentId>();
        foreach (var id in ids)
        {
            if ((await World.LoadAsync(id)).Phase is Phase.Active)
            {
                active.Add(id);
            }
        }

        active.ShouldBe([winner.Id]);
    }

    [Fact]
    public async Task What_is_shelved_makes_room_at_once()
    {
        var first = await World.SetOutAsync("1.0.0");
        var second = await World.InitiateAsync("1.1.0");
        (await World.OpenAsync(second)).Decision.Refusal!.Code.ShouldBe("environment_slot_taken");

        for (var i = 0; i < 10; i++)
        {
            await World.SendAsync(new ShelveDeployment(i % 2 == 0 ? first : second, World.Ask(), "make room"));
            var next = i == 0 ? await World.OpenAsync(second) : await World.ResumeAsync(i % 2 == 0 ? second : first);
            next.Decision.Refusal.ShouldBeNull($"turn {i}");
        }

        await World.SettledAsync();
        (await HeldAsync())!.DeploymentId.ShouldBe(first);
    }

    [Fact]
    public async Task Resuming_at_once_keeps_the_slot_when_the_late_release_comes()
    {
        var id = await World.SetOutAsync("1.0.0");

        for (var turn = 2; turn < 12; turn++)
        {
            await World.SendAsync(new ShelveDeployment(id, World.Ask(), "no"));
            await World.ResumeAsync(id);
        }

        await World.SettledAsync();
        var held = (await HeldAsync()).ShouldNotBeNull();
        (held.DeploymentId, held.Turn, (await World.LoadAsync(id)).Turn).ShouldBe((id, 11, 11));
    }

    [Fact]
    public async Task Nobody_resumes_into_anothers_slot()
    {
        var first = await World.SetOutAsync("1.0.0");
        await World.SendAsync(new ShelveDeployment(first, World.Ask(), "no"));
        var second = await World.SetOutAsync("1.1.0");

        var refusal = (await World.ResumeAsync(first)).Decision.Refusal.ShouldNotBeNull();

        (refusal.Code, refusal.Reason.Contains(second.ToString())).ShouldBe(("environment_slot_taken", true));
        (await World.RollBackAsync(first)).Decision.Refusal!.Code.ShouldBe("environment_slot_taken");
    }

    [Fact]
    public async Task A_slot_that_was_taken_and_never_used_is_used_after_a_crash_in_the_name_of_who_asked()
    {
        var id = await World.InitiateAsync("1.0.0");
        await World.SettledAsync();
        await World.StopAsync();
        // The first write takes the slot; the process dies before the second.
        await World.StartAsync(crashAtWrite: 1, stored: true);
        await Should.ThrowAsync<OutsideWorldException>(() => World.OpenAsync(id));

        await World.RestartAsync();

        (await World.UntilAsync(id, d => d.Phase is Phase.Active)).Turn.ShouldBe(1);
        var opened = (await World.EventsAsync(DeploymentStreams.NameOf(id))).Single(e => e.Type == "deployment_opened_v1");
        EventCodec.MetadataOf(opened).Actor.ShouldBe(Story.Person);
    }

    [Fact]
    public async Task A_stale_resume_does_not_wake_what_was_shelved_since()
    {
        var id = await World.SetOutAsync("1.0.0");
        await World.SendAsync(new ShelveDeployment(id, World.Ask(), "no"));
        await World.ResumeAsync(id);
        await World.SendAsync(new ShelveDeployment(id, World.Ask(), "no, really"));
        await World.SettledAsync();

        await World.ReplayPoliciesAsync();

        (await World.LoadAsync(id)).Phase.ShouldBe(Phase.Paused);
        (await HeldAsync()).ShouldBeNull();
    }

    private async Task<SlotTaken?> HeldAsync() =>
        (await World.Get<SlotDesk>().LoadAsync(Story.Environment, CancellationToken.None)).State.Held.GetValueOrDefault(Story.Division);
}
