using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Notifications;

/// <summary>The team is told, at least once, and the checklist knows it.</summary>
public sealed class NotificationsTests : InAWorld
{
    private static readonly NotificationReceiver Ops = new() { Name = "ops", Url = new("https://hooks.example.org/") };
    private static readonly NotificationReceiver Chat = Ops with { Name = "chat", Template = NotificationTemplate.Slack };

    public override async Task InitializeAsync()
    {
        World.Production = World.Production with { Notifications = [Ops, Chat] };
        World.Outside.Release("1.0.0");
        await World.StartAsync();
    }

    [Fact]
    public async Task Each_receiver_is_told_once_and_then_the_item_is_satisfied()
    {
        var id = await World.InitiateAsync("1.0.0");

        var item = await UntilAsync(id, i => i.Status is ItemStatus.Satisfied);

        item.Evidence.ShouldBe("ops answered 204; chat answered 204");
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await World.RestartAsync();
        await World.SettledAsync();
        World.Outside.Notices.Select(n => n.Receiver).Order().ShouldBe(["chat", "ops"]);
    }

    [Fact]
    public async Task The_notice_is_a_CloudEvent_with_the_events_own_id()
    {
        var id = await World.InitiateAsync("1.0.0");
        await UntilAsync(id, i => i.Status is ItemStatus.Satisfied);

        using var json = JsonDocument.Parse(World.Outside.Notices.Single(n => n.Receiver == "ops").Json);

        var root = json.RootElement;
        var stored = (await World.EventsAsync(DeploymentStreams.NameOf(id)))[0];
        root.GetProperty("specversion").GetString().ShouldBe("1.0");
        root.GetProperty("id").GetGuid().ShouldBe(stored.Id);
        root.GetProperty("type").GetString().ShouldBe("deployment_initiated_v1");
        root.GetProperty("source").GetString().ShouldBe("/hecate-daemon/environments/production");
        root.GetProperty("subject").GetString().ShouldBe(id.ToString());
        root.GetProperty("time").GetDateTimeOffset().ShouldBe(Story.Noon);
        root.GetProperty("data").GetProperty("version").GetString().ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_chat_gets_a_sentence()
    {
        var id = await World.InitiateAsync("1.0.0");
        await UntilAsync(id, i => i.Status is ItemStatus.Satisfied);

        World.Outside.Notices.Single(n => n.Receiver == "chat").Json.ShouldBe(
            $$"""{"text":"hecate-daemon 1.0.0 is about to be shipped to production (deployment {{id}}, by rl)"}""");
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_tried_again_visibly_and_does_not_keep_the_others_waiting()
    {
        var attempts = 0;
        World.Outside.Fault = (port, _) => port == "notice" && Interlocked.Increment(ref attempts) is 1 or 3 or 4
            ? throw new OutsideWorldException("ops is away")
            : Task.CompletedTask;
        var id = await World.InitiateAsync("1.0.0");

        await UntilAsync(id, i => i.Status is ItemStatus.Satisfied);

        var events = await World.EventsAsync(Deliveries.StreamOf(id));
        events.Count(e => e.Type == "notification_failed_v1").ShouldBe(1);
        events.Count(e => e.Type == "notification_delivered_v1").ShouldBe(2);
        attempts.ShouldBe(5);
    }

    [Fact]
    public async Task While_nobody_could_be_told_a_persons_word_is_as_good()
    {
        World.Outside.Fault = (port, _) => port == "notice" ? throw new OutsideWorldException("ops is away") : Task.CompletedTask;
        var id = await World.InitiateAsync("1.0.0");

        (await UntilAsync(id, i => i.Evidence.Contains("ops is away", StringComparison.Ordinal))).Status.ShouldBe(ItemStatus.CannotTell);

        (await World.Get<EntryProofs>().ProveAsync(await World.LoadAsync(id), CancellationToken.None))
            .Single(i => i.Item == EntryChecklist.TeamNotified).Status.ShouldBe(ItemStatus.Attested);
    }

    [Fact]
    public async Task News_that_is_a_day_old_is_told_to_nobody_and_given_up()
    {
        World.Outside.Fault = (port, _) => port == "notice" ? throw new OutsideWorldException("ops is away") : Task.CompletedTask;
        var id = await World.InitiateAsync("1.0.0");
        await UntilAsync(id, i => i.Evidence.Contains("ops is away", StringComparison.Ordinal));

        World.Clock.Advance(TimeSpan.FromHours(25));

        (await UntilAsync(id, i => i.Evidence.Contains("older than a day", StringComparison.Ordinal))).Evidence.ShouldContain("could not be told:");
        await World.UntilAsync(() => Task.FromResult(World.Get<NoticeBook>().Pending.Count == 0));
    }

    private async Task<Proof> ProofAsync(DeploymentId id) => await World.Host.GetServices<IProveEntryItem>()
        .Single(p => p.Item == EntryChecklist.TeamNotified)
        .ProveAsync(await World.LoadAsync(id), CancellationToken.None);

    /// <summary>The proof without anybody's word.</summary>
    private async Task<Proof> UntilAsync(DeploymentId id, Func<Proof, bool> holds)
    {
        await World.UntilAsync(async () => holds(await ProofAsync(id)));
        return await ProofAsync(id);
    }
}
