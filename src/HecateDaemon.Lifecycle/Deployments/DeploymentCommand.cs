using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Something that is asked of a deployment. A pure decision may use nothing but what is in it.</summary>
public abstract record DeploymentCommand(DeploymentId Id, Issued Issued)
{
    /// <summary>Why it is asked, if the asker says; kept in the metadata of what follows.</summary>
    public virtual string? Because => null;

    /// <summary>
    /// The active period that the asker has in mind, counted from 1; 0 before the first. In another one the command comes
    /// too late and is nothing. Null: any.
    /// </summary>
    public int? OnlyTurn { get; init; }

    /// <summary>The stream's version by which the asker decided to ask; once anything has happened since, the command is refused. Null: any.</summary>
    public long? SeenVersion { get; init; }

    /// <summary>Whether an event that bears this command's id is its own; it is not where two commands were given one id.</summary>
    public virtual bool IsAnsweredBy(DeploymentEvent happened) => true;
}
