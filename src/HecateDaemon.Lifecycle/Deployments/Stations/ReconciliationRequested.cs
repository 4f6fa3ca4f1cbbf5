namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The reconciler was asked to bring the commit into the environment.</summary>
public sealed record ReconciliationRequested : StationReached
{
    public override Station Station => Station.ReconciliationRequested;

    /// <summary><c>flux</c>, <c>direct</c> or <c>directory</c>.</summary>
    public required string Reconciler { get; init; }

    public required string Evidence { get; init; }
}
