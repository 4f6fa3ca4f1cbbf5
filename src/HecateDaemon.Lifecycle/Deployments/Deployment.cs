using System.Collections.Immutable;
using System.Diagnostics;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What a deployment's events come to. Folding never refuses: the events have happened.</summary>
public sealed record Deployment
{
    public static Deployment Unborn { get; } = new();

    public DeploymentId Id { get; init; }

    public DivisionId DivisionId { get; init; }

    public EnvironmentName Environment { get; init; }

    public ReleaseVersion Version { get; init; }

    public Phase Phase { get; init; }

    public Plan? Plan { get; init; }

    public RollbackOf? RollbackOf { get; init; }

    /// <summary>The last station reached.</summary>
    public Station Reached { get; init; }

    /// <summary>When the way to the next station began, or began anew: deadlines count from here.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>What the next station waits for, and since when; null while nothing is known to be in the way.</summary>
    public StationPending? Waiting { get; init; }

    /// <summary>Set from a failure until the deployment is resumed; nothing is done meanwhile.</summary>
    public StationFailed? Failure { get; init; }

    /// <summary>The branch as it was before the strategy's first commit; null as long as there is none.</summary>
    public CommitId? Before { get; init; }

    /// <summary>Set once somebody wants the new version everywhere without further pauses.</summary>
    public PromotionRequested? Promotion { get; init; }

    /// <summary>Why the strategy's commits are being taken back, or were; null while it goes forward.</summary>
    public string? Abort { get; init; }

    /// <summary>Set once a rollback of this deployment is on its way.</summary>
    public RollbackDecided? Rollback { get; init; }

    /// <summary>How often it became active.</summary>
    public int Turn { get; init; }

    /// <summary>Who sent it on its way.</summary>
    public Actor? OpenedBy { get; init; }

    public Outcome? Outcome { get; init; }

    public DateTimeOffset InitiatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public IReadOnlyList<ChecklistItem> EntryChecklist { get; init; } = [];

    public ImmutableDictionary<string, ChecklistItemAttested> Attestations { get; init; } = ImmutableDictionary<string, ChecklistItemAttested>.Empty;

    public ImmutableDictionary<string, ChecklistItemWaived> Waivers { get; init; } = ImmutableDictionary<string, ChecklistItemWaived>.Empty;

    public ReleaseVerified? Release { get; init; }

    public ImageVerified? Image { get; init; }

    /// <summary>What the observation compares with: kept while the deployment is shelved, for what runs then may be the release itself.</summary>
    public BaselineTaken? Baseline { get; init; }

    /// <summary>The request through which the bump gets to its branch, where the environment wants it so.</summary>
    public MergeRequested? MergeRequest { get; init; }

    public ManifestsBumped? Bump { get; init; }

    public ReconciliationRequested? Reconciliation { get; init; }

    public RevisionApplied? Applied { get; init; }

    public RolloutCompleted? Rollout { get; init; }

    public SmokeTestsPassed? SmokeTests { get; init; }

    /// <summary>How far the observation has come.</summary>
    public ObservationPending? Observing { get; init; }

    public ObservationPassed? Observed { get; init; }

    /// <summary>True while the daemon itself has something to do for it.</summary>
    public bool IsOnTheRoad => Phase is Phase.Active && Failure is null && Rollback is null;

    /// <summary>True where a strategy's commits are out that could be taken back.</summary>
    public bool HasStepped => Abort is null && RollbackOf is null && Bump?.Step is not null;

    /// <summary>True where the strategy's last step is not there yet.</summary>
    public bool IsMidway => Bump?.Step is { } step && !(step.IsLast && Reached >= Station.ObservationPassed);

    public Deployment Evolve(DeploymentEvent happened) => After(happened) with { ChangedAt = happened.HappenedAt };

    private Deployment After(DeploymentEvent happened) => happened switch
    {
        DeploymentInitiated e => this with
        {
            Id = e.DeploymentId,
            DivisionId = e.DivisionId,
            Environment = e.Environment,
            Version = e.Version,
            Phase = Phase.Pending,
            Plan = e.Plan,
            RollbackOf = e.RollbackOf,
            InitiatedAt = e.HappenedAt,
        },
        DeploymentOpened e => this with
        {
            Phase = Phase.Active,
            Reached = Station.Opened,
            Since = e.HappenedAt,
            Turn = 1,
            EntryChecklist = e.EntryChecklist,
            OpenedBy = e.OpenedBy,
        },
        DeploymentShelved => this with { Phase = Phase.Paused, Waiting = null },
        DeploymentResumed e => this with
        {
            Phase = Phase.Active,
            // Git and the environment may have moved meanwhile: from the bump on, everything is looked at anew.
            Reached = (Station)Math.Min((int)Reached, (int)(Baseline is null ? Station.ImageVerified : Station.BaselineTaken)),
            MergeRequest = null,
            Before = Abort is null ? Before : null,
            Promotion = null,
            Abort = null,
            Bump = null,
            Reconciliation = null,
            Applied = null,
            Rollout = null,
            SmokeTests = null,
            Observing = null,
            Observed = null,
            Since = e.HappenedAt,
            Turn = e.Turn,
            Failure = null,
            Waiting = null,
        },
        DeploymentConcluded e => this with { Phase = Phase.Completed, Outcome = e.Outcome, Waiting = null },
        RollbackDecided e => this with { Rollback = e, Waiting = null },
        ChecklistItemAttested e => this with { Attestations = Attestations.SetItem(e.Item, e) },
        ChecklistItemWaived e => this with { Waivers = Waivers.SetItem(e.Item, e) },
        StationReached e => Carry(e) with { Reached = e.Station, Since = e.HappenedAt, Waiting = null },
        PromotionRequested e => this with { Promotion = e, Waiting = null },
        AbortRequested e => TurnBack(e.Reason, e.HappenedAt),
        StationPending e => this with
        {
            Waiting = e,
            MergeRequest = e as MergeRequested ?? MergeRequest,
            Observing = e as ObservationPending ?? Observing,
        },
        StationFailed { TakesBack: true } e => TurnBack(e.Reason, e.HappenedAt),
        StationFailed e => this with { Failure = e, Waiting = null },
        _ => throw new UnreachableException($"no fold for {happened.GetType().Name}"),
    };

    /// <summary>The road leads from before the commit on once more, to the old version.</summary>
    private Deployment TurnBack(string reason, DateTimeOffset at) =>
        this with { Abort = reason, Reached = Station.ManifestsBumped - 1, MergeRequest = null, Since = at, Waiting = null };

    private Deployment Carry(StationReached reached) => reached switch
    {
        ReleaseVerified e => this with { Release = e },
        ImageVerified e => this with { Image = e },
        BaselineTaken e => this with { Baseline = e },
        ManifestsBumped e => this with
        {
            Bump = e,
            Before = Before ?? e.Step?.Before,
            Reconciliation = null,
            Applied = null,
            Rollout = null,
            SmokeTests = null,
            Observing = null,
            Observed = e.Step is { Quiet: true } ? Observed : null,
        },
        ReconciliationRequested e => this with { Reconciliation = e },
        RevisionApplied e => this with { Applied = e },
        RolloutCompleted e => this with { Rollout = e },
        SmokeTestsPassed e => this with { SmokeTests = e },
        ObservationPassed e => this with { Observed = e },
        _ => throw new UnreachableException($"no fold for {reached.GetType().Name}"),
    };
}
