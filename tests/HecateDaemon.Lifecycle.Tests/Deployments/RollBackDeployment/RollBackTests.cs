using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Deployments.Scenario;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class RollBackTests
{
    private static readonly Plan Rollback = Planned with { OnFailure = FailurePolicy.Shelve };

    [Fact]
    public void An_active_deployment_stops_where_it_is_and_names_its_rollback()
    {
        Given(Active).When(RollBack()).Then(BackToOlder);
        After(RollingBack).IsOnTheRoad.ShouldBeFalse();
    }

    [Fact]
    public void A_failed_one_can_be_rolled_back() => Given(ActiveAndFailed).When(RollBack()).Then(BackToOlder);

    [Fact]
    public void One_that_was_shipped_stays_completed_while_it_is_rolled_back()
    {
        Given(Completed).When(RollBack()).Then(BackToOlder with { Turn = 0 });
        var seen = After([.. Completed, BackToOlder with { Turn = 0 }]);
        (seen.Phase, seen.Outcome).ShouldBe((Phase.Completed, Outcome.Shipped));
        Given([.. Completed, BackToOlder with { Turn = 0 }]).When(Conclude(Outcome.RolledBack)).Then();
    }

    /// <summary>The seed has no way from paused to completed.</summary>
    [Fact]
    public void A_paused_one_is_resumed_by_it_so_that_it_can_be_concluded()
    {
        Given(Paused).When(RollBack()).Then(Resumed, BackToOlder with { Turn = 2 });
        Given([.. Paused, Resumed, BackToOlder with { Turn = 2 }]).When(Conclude(Outcome.RolledBack))
            .Then(Concluded with { Outcome = Outcome.RolledBack, Turn = 2 });
    }

    [Fact]
    public void The_rollback_itself_is_never_rolled_back_by_a_policy()
    {
        var eager = Initiated with { Plan = Planned with { OnFailure = FailurePolicy.RollBack } };

        Given(eager, Opened).When(RollBack()).Then(BackToOlder with { Plan = Rollback });
    }

    [Fact]
    public void Without_a_target_a_failed_one_is_shelved_and_says_why()
    {
        Given(ActiveAndFailed).When(RollBackToNothing()).Then(Shelved with
        {
            Reason = "it loses data; no other version was ever concluded in production, so there is none to roll back to",
        });
    }

    [Fact]
    public void Without_a_target_a_healthy_one_is_left_alone()
    {
        Given(Active).When(RollBackToNothing()).ThenRefused("deployment_no_rollback_target").Reason.ShouldContain("shelve it instead");
        Given(Paused).When(RollBackToNothing()).ThenRefused("deployment_no_rollback_target");
        Given(Completed).When(RollBackToNothing()).ThenRefused("deployment_no_rollback_target");
    }

    [Fact]
    public void A_second_rollback_is_refused_and_names_the_first() =>
        Given(RollingBack).When(RollBack() with { RollbackId = DeploymentId.Parse("r2") })
            .ThenRefused("deployment_rolling_back").Reason.ShouldContain("r1 brings 0.7.2");
}
