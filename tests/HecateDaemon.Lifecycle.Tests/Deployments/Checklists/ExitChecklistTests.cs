using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Deployments.Scenario;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class ExitChecklistTests
{
    [Fact]
    public void It_has_the_seven_items_of_the_seed_in_its_words() => ExitChecklist.Items.Select(i => i.Value).ShouldBe(
    [
        "Artifact deployed to target environment",
        "Health checks passing",
        "Smoke tests passing",
        "No error spikes in initial observation window",
        "Version traceable in cluster (correct image tag running)",
        "Monitoring process ready to open",
        "Users unaffected or notified of changes",
    ]);

    [Fact]
    public void Before_the_road_is_gone_no_machine_item_holds() => Statuses(After(Active)).ShouldBe(
        "unsatisfied unsatisfied unsatisfied unsatisfied unsatisfied cannot_tell cannot_tell");

    [Fact]
    public void The_end_of_the_road_proves_what_a_machine_can_see() => Statuses(After([.. Active, .. Road])).ShouldBe(
        "satisfied satisfied satisfied satisfied satisfied cannot_tell cannot_tell");

    [Fact]
    public void A_rollback_proves_that_users_and_monitoring_know_the_version()
    {
        var rollback = Initiated with { RollbackOf = new(RollbackId, Older, "it loses data") };

        Statuses(After([rollback, Opened, .. Road])).ShouldBe(
            "satisfied satisfied satisfied satisfied satisfied satisfied satisfied");
    }

    [Fact]
    public void Without_smoke_tests_nobody_can_tell_whether_they_pass()
    {
        var item = Item(Road.Select(s => s is SmokeTestsPassed passed ? passed with { Results = [] } : s), ExitChecklist.SmokeTestsPassing);

        (item.Status, item.Evidence).ShouldBe((ItemStatus.CannotTell, "no smoke test is configured for this division here"));
    }

    [Theory]
    [InlineData(true, false, ItemStatus.Satisfied)]
    [InlineData(false, true, ItemStatus.Satisfied)]
    [InlineData(false, false, ItemStatus.CannotTell)]
    public void The_version_is_traced_by_the_pods_or_told_by_the_artifact(bool pods, bool asserted, ItemStatus expected)
    {
        var road = Road.Select(s => s switch
        {
            RolloutCompleted e => e with { Traced = pods },
            SmokeTestsPassed e => e with { VersionAsserted = asserted },
            _ => s,
        });

        Item(road, ExitChecklist.VersionTraceable).Status.ShouldBe(expected);
    }

    [Fact]
    public void Concluding_refuses_and_lists_what_is_missing()
    {
        var refusal = Given([.. Active, .. Road]).When(Conclude()).ThenRefused("deployment_exit_checklist_unsatisfied");

        refusal.Reason.ShouldBe("2 of 7 exit items are missing");
        refusal.Missing.Select(m => m[..m.IndexOf(':')]).ShouldBe([ExitChecklist.MonitoringReady, ExitChecklist.UsersUnaffected]);
    }

    private static ChecklistItem Item(IEnumerable<StationReached> road, string item) =>
        ExitChecklist.Of(After([.. Active, .. road])).Single(i => i.Item == item);

    private static string Statuses(Deployment seen) =>
        string.Join(' ', ExitChecklist.Of(seen).Select(i => i.Status.Word()));
}
