using CsCheck;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What must hold for any commands in any order.</summary>
public sealed class DeploymentDeciderLaws
{
    /// <summary>The seed's table, and the birth that precedes it.</summary>
    private static readonly HashSet<(Phase, Phase)> Transitions =
    [
        (Phase.Unborn, Phase.Pending), (Phase.Pending, Phase.Active), (Phase.Active, Phase.Paused),
        (Phase.Paused, Phase.Active), (Phase.Active, Phase.Completed),
    ];

    private static readonly IReadOnlyList<DeploymentCommand> Commands =
    [
        Initiate(), Open(), Open(ItemStatus.CannotTell), Shelve(), Shelve() with { OnlyTurn = 1 }, Resume(),
        Resume() with { OnlyTurn = 1 }, Conclude(), Conclude(Outcome.RolledBack), RollBack(), RollBackToNothing(),
        RollBack() with { RollbackId = DeploymentId.Parse("r2") },
        .. ExitChecklist.Items.Select(i => Attest(i.Key)), .. ExitChecklist.Items.Select(i => Waive(i.Key)), Attest("nothing"),
        .. Road.Select(Record), Record(new DeploymentWaited { WaitingFor = "a" }), Record(new RolloutProgressed { WaitingFor = "b" }),
        Record(new RolloutFailed { Reason = "broken" }), Record(new ObservationFailed { Reason = "restarts" }),
    ];

    private static readonly IReadOnlyList<DeploymentCommand> StraightOn =
        [Initiate(), Open(), .. Road.Select(Record), .. ExitChecklist.Items.Select(i => Attest(i.Key)), Conclude(), RollBack()];

    /// <summary>Random commands behind some of the straight road, so that its end is often seen.</summary>
    private static readonly Gen<DeploymentCommand[]> Lives =
        from wild in Gen.Int[0, Commands.Count - 1].Array[0, 40]
        from calm in Gen.Int[0, 24]
        select (DeploymentCommand[])[.. StraightOn.Take(calm), .. wild.Select(i => Commands[i])];

    [Fact]
    public void The_same_command_twice_is_no_event_the_second_time() => Live((_, after, command, _) =>
        DeploymentDecider.Decide(after, command).Events.Count.ShouldBe(0));

    [Fact]
    public void Deciding_is_pure() => Live((before, _, command, decision) =>
        Show(DeploymentDecider.Decide(before, command)).ShouldBe(Show(decision)));

    [Fact]
    public void Only_the_tables_transitions_ever_happen() => Live((before, _, _, decision) =>
    {
        foreach (var happened in decision.Events)
        {
            var after = before.Evolve(happened);
            if (after.Phase != before.Phase)
            {
                Transitions.ShouldContain((before.Phase, after.Phase));
            }

            before = after;
        }
    });

    [Fact]
    public void Every_event_says_whose_it_is_and_when() => Live((_, _, command, decision) => decision.Events.All(e =>
        e.DeploymentId == Id && e.DivisionId == Division && e.Environment == Story.Environment && e.Version == Story.Version && e.HappenedAt == command.Issued.At).ShouldBeTrue());

    [Fact]
    public void It_is_refused_or_it_happens_never_both() => Live((_, _, _, decision) =>
        (decision.Refusal is not null && decision.Events.Count > 0).ShouldBeFalse());

    [Fact]
    public void A_refusal_is_a_sentence_with_a_code() => Live((_, _, _, decision) =>
    {
        if (decision.Refusal is { } refusal)
        {
            refusal.Code.ShouldMatch("^[a-z_]+$");
            refusal.Reason.ShouldNotBeNullOrWhiteSpace();
        }
    });

    [Fact]
    public void Nothing_happens_on_the_road_while_it_is_not_on_it() => Live((before, _, command, decision) =>
        (command is RecordStation && !before.IsOnTheRoad && decision.Events.Count > 0).ShouldBeFalse());

    private static void Live(Action<Deployment, Deployment, DeploymentCommand, Decision<DeploymentEvent>> holds) => Lives.Sample(
        commands =>
        {
            var seen = Deployment.Unborn;
            foreach (var command in commands)
            {
                var decision = DeploymentDecider.Decide(seen, command);
                var after = decision.Events.Aggregate(seen, (s, e) => s.Evolve(e));
                holds(seen, after, command, decision);
                seen = after;
            }
        },
        iter: 300);

    private static string Show(Decision<DeploymentEvent> decision) =>
        string.Join('\n', decision.Events.Select(Scenario.Show)) + decision.Refusal;
}
