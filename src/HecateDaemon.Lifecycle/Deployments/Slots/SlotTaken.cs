using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The slot is this deployment's. What it asked for follows from this event alone, also after a crash.</summary>
public sealed record SlotTaken : SlotEvent
{
    /// <summary>The proven checklist of a deployment that is being opened; null where one is resumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChecklistItem>? EntryChecklist { get; init; }

    /// <summary>
    /// The version of the deployment's stream for which the checklist was proven: once anything has happened there since, the
    /// slot is given back instead of used. Null where nothing was proven.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SeenVersion { get; init; }

    /// <summary>What gives this very holding back, unused.</summary>
    public SlotReleased Unused(DateTimeOffset at) => new()
    {
        Environment = Environment,
        DivisionId = DivisionId,
        DeploymentId = DeploymentId,
        Version = Version,
        Turn = Turn,
        SeenVersion = SeenVersion,
        HappenedAt = at,
    };
}
