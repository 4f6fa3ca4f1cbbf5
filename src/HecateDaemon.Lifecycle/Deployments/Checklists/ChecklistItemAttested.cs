using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Somebody vouched for an item.</summary>
public sealed record ChecklistItemAttested : DeploymentEvent
{
    public required string Item { get; init; }

    public required string Note { get; init; }

    public required Actor By { get; init; }
}
