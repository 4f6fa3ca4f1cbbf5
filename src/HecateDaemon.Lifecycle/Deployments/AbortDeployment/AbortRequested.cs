using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A person wants the strategy's commits back; from here on the road leads to the old version.</summary>
public sealed record AbortRequested : DeploymentEvent
{
    public required string Reason { get; init; }

    public required Actor By { get; init; }
}
