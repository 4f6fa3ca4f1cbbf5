using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A person vouches for an item that nothing can look at.</summary>
public sealed record AttestItem(DeploymentId Id, Issued Issued, string Item, string Note) : DeploymentCommand(Id, Issued)
{
    public override string Because => Note;

    public override bool IsAnsweredBy(DeploymentEvent happened) => happened is ChecklistItemAttested e && e.Item == Item;
}
