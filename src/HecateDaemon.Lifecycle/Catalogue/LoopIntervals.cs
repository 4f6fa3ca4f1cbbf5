namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How often each loop looks.</summary>
public sealed record LoopIntervals
{
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan SmokeTests { get; init; } = TimeSpan.FromMinutes(1);
}
