using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// The rules of a deployment's life (seed, "Lifecycle"). Pure: the same state and command give the same decision; the same
/// command twice is no event the second time; a refusal says the state and what is possible from it.
/// </summary>
public static class DeploymentDecider
{
    public static Decision<DeploymentEvent> Decide(Deployment state, DeploymentCommand command)
    {
        var decision = Judge(state, command);
        return state.Phase is Phase.Unborn
            ? decision
            : decision with { Events = [.. decision.Events.Select(e => e.For(state, command.Issued.At))] };
    }

    private static Decision<DeploymentEvent> Judge(Deployment state, DeploymentCommand command) => (command, state) switch
    {
        (InitiateDeployment c, { Phase: Phase.Unborn }) => Born(c),
        (InitiateDeployment c, _) when IsSame(c, state) => Nothing,
        (InitiateDeployment c, _) => Refusal.Because("deployment_id_taken", $"{c.Id} is already a deployment of {state.DivisionId} {state.Version} to {state.Environment}"),
        (_, { Phase: Phase.Unborn }) => Refusal.Because("deployment_unknown", $"there is no deployment {command.Id}"),
        _ when command.OnlyTurn is { } turn && turn != state.Turn => Nothing,
        (AttestItem c, { Phase: not Phase.Completed }) => Attest(state, c),
        (WaiveItem c, { Phase: not Phase.Completed }) => Waive(state, c),
        (OpenDeployment c, { Phase: Phase.Pending }) => Open(c),
        (OpenDeployment, { Phase: Phase.Active, Turn: 1 }) => Nothing,
        (ShelveDeployment c, { Phase: Phase.Active, Rollback: null }) => new DeploymentShelved { Reason = c.Reason, Turn = state.Turn },
        (ShelveDeployment, { Phase: Phase.Paused }) => Nothing,
        (ResumeDeployment, { Phase: Phase.Paused, Rollback: null }) => new DeploymentResumed { Turn = state.Turn + 1 },
        (ResumeDeployment, { Phase: Phase.Active, Turn: > 1 }) => Nothing,
        (PromoteDeployment, { IsOnTheRoad: true, Promotion: not null }) => Nothing,
        (PromoteDeployment c, { IsOnTheRoad: true, IsMidway: true, Abort: null }) => new PromotionRequested { Reason = c.Reason, By = c.Issued.By },
        (AbortDeployment, { Abort: not null }) => Nothing,
        (AbortDeployment c, { IsOnTheRoad: true, HasStepped: true }) => new AbortRequested { Reason = c.Reason, By = c.Issued.By },
        (RollBackDeployment, { IsOnTheRoad: true, IsMidway: true }) => Refusal.Because(
            "strategy_under_way", $"the {state.Plan!.Strategy.Word()} of {state.Id} has commits out: abort it, or shelve it first"),
        (RollBackDeployment c, { Rollback: null, Phase: not Phase.Pending }) => RollBack(state, c),
        (RollBackDeployment c, { Rollback: { } decided }) when decided.RollbackId == c.RollbackId => Nothing,
        (RollBackDeployment, { Rollback: { } decided }) => Refusal.Because("deployment_rolling_back", $"a rollback of {state.Id} is already decided: {decided.RollbackId} brings {decided.TargetVersion}"),
        (ConcludeDeployment { Outcome: Outcome.RolledBack }, { Phase: Phase.Completed }) => Nothing,
        (ConcludeDeployment { Outcome: Outcome.RolledBack }, { Rollback: not null }) => Concluded(state, Outcome.RolledBack, []),
        (ConcludeDeployment { Outcome: Outcome.Shipped }, { IsOnTheRoad: true, IsMidway: true }) => Refusal.Because(
            "strategy_under_way", $"the {state.Plan!.Strategy.Word()} of {state.Id} is not at its end: step {state.Bump!.Step!.Number} of {state.Bump.Step.Of}"),
        (ConcludeDeployment { Outcome: Outcome.Shipped }, { Phase: Phase.Active, Rollback: null, Failure: null }) => Ship(state),
        (ConcludeDeployment, { Phase: Phase.Completed, Outcome: Outcome.Shipped }) => Nothing,
        (RecordStation c, { IsOnTheRoad: true }) when c.OnTheWayBack != (state.Abort is not null) => Nothing,
        (RecordStation c, { IsOnTheRoad: true }) => Record(state, c.Found),
        (RecordStation, _) => NotPossible(state, "the road goes on"),
        _ => NotPossible(state, Wish(command)),
    };

    private static Decision<DeploymentEvent> Nothing { get; } = Array.Empty<DeploymentEvent>();

    private static DeploymentInitiated Born(InitiateDeployment c) => new()
    {
        DeploymentId = c.Id,
        DivisionId = c.DivisionId,
        Environment = c.Environment,
        Version = c.Version,
        HappenedAt = c.Issued.At,
        Plan = c.Plan,
        RollbackOf = c.RollbackOf,
    };

    private static bool IsSame(InitiateDeployment c, Deployment state) =>
        (c.DivisionId, c.Environment, c.Version) == (state.DivisionId, state.Environment, state.Version);

    private static Decision<DeploymentEvent> Open(OpenDeployment c)
    {
        var missing = Judgement.Missing(c.EntryChecklist);
        return missing is []
            ? new DeploymentOpened { EntryChecklist = c.EntryChecklist, OpenedBy = c.Issued.By }
            : Refusal.Because("deployment_entry_checklist_unsatisfied", $"{missing.Count} of {c.EntryChecklist.Count} entry items are missing") with { Missing = missing };
    }

    private static Decision<DeploymentEvent> Ship(Deployment state)
    {
        var checklist = ExitChecklist.Of(state);
        var missing = Judgement.Missing(checklist);
        return missing is []
            ? Concluded(state, Outcome.Shipped, checklist)
            : Refusal.Because("deployment_exit_checklist_unsatisfied", $"{missing.Count} of {checklist.Count} exit items are missing") with { Missing = missing };
    }

    private static DeploymentConcluded Concluded(Deployment state, Outcome outcome, IReadOnlyList<ChecklistItem> checklist) => new()
    {
        Outcome = outcome,
        ExitChecklist = checklist,
        Digest = state.Image?.Digest,
        RollbackOf = state.RollbackOf,
        Turn = state.Phase is Phase.Active ? state.Turn : 0,
    };

    private static Decision<DeploymentEvent> Attest(Deployment state, AttestItem c) =>
        !Known(c.Item) ? UnknownItem(c.Item)
        : state.Attestations.TryGetValue(c.Item, out var was) && was.Note == c.Note && was.By == c.Issued.By ? Nothing
        : new ChecklistItemAttested { Item = c.Item, Note = c.Note, By = c.Issued.By };

    private static Decision<DeploymentEvent> Waive(Deployment state, WaiveItem c) =>
        !Known(c.Item) ? UnknownItem(c.Item)
        : c.Policy.WhyNotWaived(c.Item, c.Issued.By, c.Groups) is { } whyNot ? Refusal.Because("checklist_waiver_forbidden", whyNot)
        : state.Waivers.TryGetValue(c.Item, out var was) && was.Reason == c.Reason && was.By == c.Issued.By ? Nothing
        : new ChecklistItemWaived { Item = c.Item, Reason = c.Reason, By = c.Issued.By, AsGid = c.Policy.WaivingGroup(c.Issued.By, c.Groups) };

    private static bool Known(string item) => EntryChecklist.Items.Concat(ExitChecklist.Items).Any(i => i.Key == item);

    private static Refusal UnknownItem(string item) => Refusal.Because(
        "checklist_unknown_item",
        $"there is no item '{item}'; there are {string.Join(", ", EntryChecklist.Items.Concat(ExitChecklist.Items).Select(i => i.Key))}");

    /// <summary>A paused deployment is resumed by it: one that is being rolled back is active until its rollback is concluded.</summary>
    private static Decision<DeploymentEvent> RollBack(Deployment state, RollBackDeployment c) => (c, state) switch
    {
        ({ Target: { } target }, { Phase: Phase.Paused }) => new DeploymentEvent[]
        {
            new DeploymentResumed { Turn = state.Turn + 1 },
            DecidedRollback(state, c, target, state.Turn + 1),
        },
        ({ Target: { } target }, { Phase: Phase.Active }) => DecidedRollback(state, c, target, state.Turn),
        ({ Target: { } target }, _) => DecidedRollback(state, c, target, turn: 0),
        (_, { Phase: Phase.Active, Failure: not null }) => new DeploymentShelved
        {
            Reason = $"{c.Reason}; no other version was ever concluded in {state.Environment}, so there is none to roll back to",
            Turn = state.Turn,
        },
        _ => Refusal.Because("deployment_no_rollback_target", $"no other version of {state.DivisionId} was ever concluded in {state.Environment}; shelve it instead"),
    };

    private static RollbackDecided DecidedRollback(Deployment state, RollBackDeployment c, ReleaseVersion target, int turn) => new()
    {
        Reason = c.Reason,
        TargetVersion = target,
        RollbackId = c.RollbackId,
        Turn = turn,
        Plan = state.Plan! with { OnFailure = FailurePolicy.Shelve },
    };

    private static Decision<DeploymentEvent> Record(Deployment state, DeploymentEvent found) => found switch
    {
        ManifestsBumped { Step: { } step } e when state.Reached is Station.ObservationPassed && step.Number > (state.Bump?.Step?.Number ?? 0) => e,
        StationReached e when e.Station == state.Reached + 1 => e,
        StationReached e when e.Station <= state.Reached => Nothing,
        StationReached e => Refusal.Because("deployment_station_skipped", $"{e.Station.Word()} cannot follow {state.Reached.Word()}"),
        StationPending e when state.Waiting is { } was && e.IsAsTold(was) => Nothing,
        StationPending e => e,
        StationFailed e => e with
        {
            Plan = state.Plan,
            IsRollback = state.RollbackOf is not null,
            Turn = state.Turn,
            TakesBack = state.HasStepped,
        },
        _ => throw new UnreachableException($"{found.GetType().Name} is not found on the road"),
    };

    private static Refusal NotPossible(Deployment state, string wish) => Refusal.Because(
        $"deployment_is_{state.Phase.Word()}",
        $"{state.Id} is {Describe(state)}, so {wish} is not possible; possible is: {Possible(state)}");

    private static string Possible(Deployment state) =>
        AvailableActions.Of(state) is { Count: > 0 } actions ? string.Join(", ", actions) : "nothing more";

    private static string Describe(Deployment state) => state switch
    {
        { Rollback: { } rollback } => $"{state.Phase.Word()} and being rolled back by {rollback.RollbackId}",
        { Failure: { } failure, Phase: Phase.Active } => $"active and has failed ({failure.Reason})",
        _ => state.Phase.Word(),
    };

    private static string Wish(DeploymentCommand command) => command switch
    {
        OpenDeployment => "open",
        ShelveDeployment => "shelve",
        ResumeDeployment => "resume",
        ConcludeDeployment => "conclude",
        RollBackDeployment => "rollback",
        PromoteDeployment => "promote",
        AbortDeployment => "abort",
        AttestItem => "attest",
        WaiveItem => "waive",
        _ => throw new UnreachableException($"no decision for {command.GetType().Name}"),
    };
}
