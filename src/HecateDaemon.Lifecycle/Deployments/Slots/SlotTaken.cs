using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The slot is this deployment's. What it asked for follows from this event alone, also after a crash.</summary>
public sealed record SlotTaken : SlotEvent
{
    /// <summary>The proven checklist of a deployment that is being opened; null where one is resumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChecklistItem>? EntryChecklist { get; init; }
}
