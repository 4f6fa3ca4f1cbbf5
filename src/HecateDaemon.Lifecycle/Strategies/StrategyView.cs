using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>All that a strategy's next step depends on. The same view gives the same step.</summary>
internal sealed record StrategyView
{
    public required Plan Plan { get; init; }

    public bool IsRollback { get; init; }

    /// <summary>The last step that was taken; null before the first.</summary>
    public StrategyStep? Taken { get; init; }

    /// <summary>How that step fares: its rollout, its smoke tests and its observation together.</summary>
    public Progress Progress { get; init; }

    /// <summary>Since when it is well.</summary>
    public DateTimeOffset WellSince { get; init; }

    /// <summary>True once a person wants the new version everywhere.</summary>
    public bool IsPromoted { get; init; }

    /// <summary>True once a person wants the old version back.</summary>
    public bool IsAborted { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>How a step fares.</summary>
internal enum Progress
{
    UnderWay,
    Well,
    Failed,
}
