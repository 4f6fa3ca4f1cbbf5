using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>A place that divisions are shipped to, and how it is done there.</summary>
public sealed record TargetEnvironment
{
    public required EnvironmentName Name { get; init; }

    public required string GitOpsRepository { get; init; }

    public string Branch { get; init; } = "main";

    /// <summary>The environment's folder in the GitOps repository, with '/'; empty for the whole repository.</summary>
    public string Path { get; init; } = "";

    /// <summary>Null: the daemon pushes to the branch itself.</summary>
    public PullRequestMode? PullRequest { get; init; }

    public required Reconciler Reconciler { get; init; }

    public Cluster? Cluster { get; init; }

    /// <summary>The namespace of manifests that name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The program that renders kustomizations, <c>kustomize</c> or <c>kubectl</c>; null: they are not rendered here.</summary>
    public string? Kustomize { get; init; }

    /// <summary>Null: in the EventStoreDB where that keeps the log, and nowhere with the embedded one.</summary>
    public LeaderElection? Leadership { get; init; }

    public Strategy Strategy { get; init; } = Strategy.Rolling;

    public CanarySettings Canary { get; init; } = new();

    public BlueGreenSettings BlueGreen { get; init; } = new();

    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Shelve;

    /// <summary>True: the last station concludes by itself once the exit checklist is satisfied. False: a person does.</summary>
    public bool AutoConclude { get; init; }

    /// <summary>The environment in which a version must have concluded before (staging), if there is one.</summary>
    public EnvironmentName? Predecessor { get; init; }

    /// <summary>How long CI's image may be missing before a person is asked for.</summary>
    public TimeSpan ImageDeadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the reconciler and then the rollout may take before they count as failed.</summary>
    public TimeSpan RolloutDeadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a complete rollout must stay complete before it counts.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a fresh release is watched before it may be concluded.</summary>
    public TimeSpan ObservationWindow { get; init; } = TimeSpan.FromMinutes(5);

    public ObservationPolicy Observation { get; init; } = new();

    public IReadOnlyList<SmokeTest> SmokeTests { get; init; } = [];

    public ImagePolicy Image { get; init; } = new();

    public ChecklistPolicy Checklist { get; init; } = new();

    public IReadOnlyList<NotificationReceiver> Notifications { get; init; } = [];
}

/// <summary>What an environment does with a deployment whose rollout, smoke tests or observation failed.</summary>
public enum FailurePolicy
{
    Shelve,
    RollBack,
}

/// <summary>How new replaces old (seed, section 4).</summary>
public enum Strategy
{
    /// <summary>As the workload's own manifest says.</summary>
    Rolling,

    /// <summary>All old pods go before the first new one comes.</summary>
    Recreate,

    /// <summary>A part first, then all.</summary>
    Canary,

    /// <summary>Two of it, and a Service that is switched from one to the other.</summary>
    BlueGreen,
}
