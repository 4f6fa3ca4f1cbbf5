using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Asks a strategy to go on to all of the environment, without further pauses and partial steps; never past a failure.</summary>
public sealed record PromoteDeployment(DeploymentId Id, Issued Issued, string Reason) : DeploymentCommand(Id, Issued)
{
    public override string Because => Reason;
}
