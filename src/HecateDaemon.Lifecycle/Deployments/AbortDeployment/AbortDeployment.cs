using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Asks for a strategy's commits to be taken back; the environment's failure policy says what then becomes of the deployment.</summary>
public sealed record AbortDeployment(DeploymentId Id, Issued Issued, string Reason) : DeploymentCommand(Id, Issued)
{
    public override string Because => Reason;
}
