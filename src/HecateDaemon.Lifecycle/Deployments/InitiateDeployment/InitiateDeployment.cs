using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Names a version of a division that shall come to an environment. Nothing is done before it is opened.</summary>
public sealed record InitiateDeployment(
    DeploymentId Id,
    Issued Issued,
    DivisionId DivisionId,
    EnvironmentName Environment,
    ReleaseVersion Version,
    Plan Plan,
    RollbackOf? RollbackOf) : DeploymentCommand(Id, Issued)
{
    public override string? Because => RollbackOf?.Reason;

    public override bool IsAnsweredBy(DeploymentEvent happened) =>
        (happened.DivisionId, happened.Environment, happened.Version) == (DivisionId, Environment, Version);
}
