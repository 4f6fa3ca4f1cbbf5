using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A person decides to go on without an item, and says why.</summary>
public sealed record WaiveItem(DeploymentId Id, Issued Issued, string Item, string Reason) : DeploymentCommand(Id, Issued)
{
    /// <summary>What the environment asks of waivers; looked up just before.</summary>
    public ChecklistPolicy Policy { get; init; } = new();

    /// <summary>The groups that the person is in besides its own.</summary>
    public IReadOnlyList<uint> Groups { get; init; } = [];

    public override string Because => Reason;

    public override bool IsAnsweredBy(DeploymentEvent happened) => happened is ChecklistItemWaived e && e.Item == Item;
}
