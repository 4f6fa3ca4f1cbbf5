using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A step of a strategy before it is taken: one word, and a sentence for people.</summary>
internal sealed record Stage(string Name, string What)
{
    /// <summary>The way back: everything as it was before the first step.</summary>
    public static Stage Abort { get; } = new(StrategyStep.Abort, "everything as it was before");

    /// <summary>The new version's share in percent, where it is one.</summary>
    public int Share { get; init; }

    /// <summary>The nodes that a DaemonSet's canary has to itself.</summary>
    public NodeLabel? NodeLabel { get; init; }

    public TimeSpan Pause { get; init; }

    /// <summary>True while the old version still answers beside the new one: a promotion leaves these out.</summary>
    public bool Beside { get; init; }

    /// <summary>True where it changes nothing for the pods of the new version.</summary>
    public bool Quiet { get; init; }
}

/// <summary>What a stage makes of the manifests, and the workloads that run its version afterwards.</summary>
internal sealed record StageEdit(ManifestSet Manifests, IReadOnlyList<Workload> Running);
