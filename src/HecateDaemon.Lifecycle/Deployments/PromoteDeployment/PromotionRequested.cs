using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A person has seen enough: as soon as the current step is well, the new version goes everywhere.</summary>
public sealed record PromotionRequested : DeploymentEvent
{
    public required string Reason { get; init; }

    public required Actor By { get; init; }
}
