using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Stops an active deployment where it stands, until it is resumed.</summary>
public sealed record ShelveDeployment(DeploymentId Id, Issued Issued, string Reason) : DeploymentCommand(Id, Issued)
{
    public override string Because => Reason;
}
