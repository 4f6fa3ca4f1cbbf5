using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Somebody decided to go on without an item.</summary>
public sealed record ChecklistItemWaived : DeploymentEvent
{
    public required string Item { get; init; }

    public required string Reason { get; init; }

    public required Actor By { get; init; }
}
