using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Something that is asked of a deployment. A pure decision may use nothing but what is in it.</summary>
public abstract record DeploymentCommand(DeploymentId Id, Issued Issued)
{
    /// <summary>Why it is asked, if the asker says; kept in the metadata of what follows.</summary>
    public virtual string? Because => null;
}
