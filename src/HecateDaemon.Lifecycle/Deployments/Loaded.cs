using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A deployment and the last event of its stream; none where it is unborn.</summary>
public sealed record Loaded(Deployment State, StoredEvent? Last)
{
    /// <summary>The stream's version, -1 where it has no events.</summary>
    public long Version => Last?.Version ?? -1;
}
