using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// What an effect found out on the way to the next station: <see cref="StationReached"/>, <see cref="StationFailed"/> or
/// <see cref="StationPending"/>. Only the daemon's own effects send it.
/// </summary>
public sealed record RecordStation(DeploymentId Id, Issued Issued, DeploymentEvent Found) : DeploymentCommand(Id, Issued)
{
    /// <summary>Whether it was found on the way back to the old version; what was found before the turn comes too late.</summary>
    public bool OnTheWayBack { get; init; }
}
