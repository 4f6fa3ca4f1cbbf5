using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Deployments.Scenario;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>The seed's table of transitions, and nothing beside it.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void Initiating_makes_a_pending_deployment() => Given().When(Initiate()).Then(Initiated);

    [Fact]
    public void Initiating_the_same_again_changes_nothing() => Given(Completed).When(Initiate()).Then();

    [Fact]
    public void An_id_stands_for_one_version() =>
        Given(Pending).When(Initiate() with { Version = Older }).ThenRefused("deployment_id_taken");

    [Fact]
    public void Nothing_is_possible_before_it_is_initiated()
    {
        foreach (var command in Commands.Where(c => c.Command is not InitiateDeployment))
        {
            Given().When(command.Command).ThenRefused("deployment_unknown").Reason.ShouldContain("d1");
        }
    }

    [Fact]
    public void Opening_takes_pending_to_active() => Given(Pending).When(Open()).Then(Opened);

    [Fact]
    public void Shelving_takes_active_to_paused() => Given(Active).When(Shelve()).Then(Shelved);

    [Fact]
    public void Shelving_tells_which_active_period_ended() =>
        Given(ActiveAgain).When(Shelve()).Then(Shelved with { Turn = 2 });

    [Fact]
    public void Resuming_takes_paused_to_active() => Given(Paused).When(Resume()).Then(Resumed);

    [Fact]
    public void Concluding_takes_active_to_completed() =>
        Given(AtTheEndOfTheRoad).When(Conclude()).Then(Concluded with
        {
            Digest = Story.Digest,
            ExitChecklist = ExitChecklist.Of(After(AtTheEndOfTheRoad)),
        });

    [Fact]
    public void Each_command_is_nothing_once_it_is_so()
    {
        Given(Active).When(Open()).Then();
        Given(Paused).When(Shelve()).Then();
        Given(ActiveAgain).When(Resume()).Then();
        Given(Completed).When(Conclude()).Then();
        Given(RolledBack).When(Conclude(Outcome.RolledBack)).Then();
        Given(RollingBack).When(RollBack()).Then();
        Given([.. Active, Attested(ExitChecklist.MonitoringReady)]).When(Attest(ExitChecklist.MonitoringReady)).Then();
        Given([.. Active, Waived(ExitChecklist.MonitoringReady)]).When(Waive(ExitChecklist.MonitoringReady)).Then();
    }

    /// <summary>Every command in every state where the table has no line for it.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "pending", "shelve", "deployment_is_pending" },
        { "pending", "resume", "deployment_is_pending" },
        { "pending", "conclude", "deployment_is_pending" },
        { "pending", "rollback", "deployment_is_pending" },
        { "pending", "record", "deployment_is_pending" },
        { "active", "resume", "deployment_is_active" },
        { "active", "conclude", "deployment_exit_checklist_unsatisfied" },
        { "active and failed", "conclude", "deployment_is_active" },
        { "active and failed", "record", "deployment_is_active" },
        { "active again", "open", "deployment_is_active" },
        { "paused", "open", "deployment_is_paused" },
        { "paused", "conclude", "deployment_is_paused" },
        { "paused", "record", "deployment_is_paused" },
        { "rolling back", "shelve", "deployment_is_active" },
        { "rolling back", "resume", "deployment_is_active" },
        { "rolling back", "conclude", "deployment_is_active" },
        { "rolling back", "record", "deployment_is_active" },
        { "completed", "open", "deployment_is_completed" },
        { "completed", "shelve", "deployment_is_completed" },
        { "completed", "resume", "deployment_is_completed" },
        { "completed", "attest", "deployment_is_completed" },
        { "completed", "waive", "deployment_is_completed" },
        { "completed", "record", "deployment_is_completed" },
        { "rolled back", "open", "deployment_is_completed" },
        { "rolled back", "shelve", "deployment_is_completed" },
        { "rolled back", "resume", "deployment_is_completed" },
        { "rolled back", "conclude", "deployment_is_completed" },
        { "rolled back", "attest", "deployment_is_completed" },
        { "rolled back", "waive", "deployment_is_completed" },
        { "rolled back", "record", "deployment_is_completed" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_the_table_does_not_have_is_refused(string state, string word, string code)
    {
        var given = States[state];

        var refusal = Given(given).When(Commands.First(c => c.Word == word).Command).ThenRefused(code);

        if (code.StartsWith("deployment_is_", StringComparison.Ordinal))
        {
            var seen = After(given);
            refusal.Reason.ShouldContain($"d1 is {seen.Phase.Word()}");
            var possible = AvailableActions.Of(seen);
            refusal.Reason.ShouldEndWith(possible.Count == 0 ? "possible is: nothing more" : $"possible is: {string.Join(", ", possible)}");
        }
    }

    [Fact]
    public void What_is_offered_is_never_refused_for_the_state_and_what_is_not_offered_never_happens()
    {
        foreach (var (state, events) in States)
        {
            var offered = AvailableActions.Of(After(events));
            foreach (var (word, command) in Commands.Where(c => c.Word is not ("record" or "initiate")))
            {
                var decision = DeploymentDecider.Decide(After(events), command);
                if (offered.Contains(word))
                {
                    (decision.Refusal?.Code ?? "").ShouldNotStartWith("deployment_is_", customMessage: $"{word} while {state}");
                }
                else
                {
                    decision.Events.ShouldBeEmpty($"{word} while {state}");
                }
            }
        }
    }

    [Fact]
    public void A_command_for_another_active_period_comes_too_late_and_is_nothing()
    {
        Given(ActiveAgain).When(Shelve() with { OnlyTurn = 1 }).Then();
        Given(ActiveAgain).When(RollBack() with { OnlyTurn = 1 }).Then();
        Given([.. ActiveAgain, Shelved with { Turn = 2 }]).When(Resume() with { OnlyTurn = 1 }).Then();
        Given(ActiveAgain).When(Shelve() with { OnlyTurn = 2 }).Then(Shelved with { Turn = 2 });
    }

    [Fact]
    public void A_deployment_that_was_rolled_back_is_over_without_an_exit_checklist() =>
        Given(RollingBack).When(Conclude(Outcome.RolledBack)).Then(Concluded with { Outcome = Outcome.RolledBack });

    [Fact]
    public void Nobody_concludes_as_rolled_back_what_is_not_being_rolled_back() =>
        Given(Active).When(Conclude(Outcome.RolledBack)).ThenRefused("deployment_is_active");

    internal static IReadOnlyDictionary<string, DeploymentEvent[]> States { get; } = new Dictionary<string, DeploymentEvent[]>
    {
        ["pending"] = Pending,
        ["active"] = Active,
        ["active again"] = ActiveAgain,
        ["active and failed"] = ActiveAndFailed,
        ["paused"] = Paused,
        ["rolling back"] = RollingBack,
        ["completed"] = Completed,
        ["rolled back"] = RolledBack,
    };

    private static IReadOnlyList<(string Word, DeploymentCommand Command)> Commands { get; } =
    [
        ("initiate", Initiate()),
        ("open", Open()),
        ("shelve", Shelve()),
        ("resume", Resume()),
        ("conclude", Conclude()),
        ("rollback", RollBack()),
        ("attest", Attest(ExitChecklist.MonitoringReady)),
        ("waive", Waive(ExitChecklist.MonitoringReady)),
        ("record", Record(Road[0])),
    ];
}
