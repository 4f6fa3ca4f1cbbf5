using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Asks for the way back, which is a way forward: a new deployment of an older, known-good version. The target was looked
/// up in the environment's stream just before; null says that there is none.
/// </summary>
public sealed record RollBackDeployment(
    DeploymentId Id, Issued Issued, string Reason, ReleaseVersion? Target, DeploymentId RollbackId)
    : DeploymentCommand(Id, Issued)
{
    public override string Because => Reason;
}
