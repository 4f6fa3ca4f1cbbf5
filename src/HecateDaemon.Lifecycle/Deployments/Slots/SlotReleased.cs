using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The slot is free.</summary>
public sealed record SlotReleased : SlotEvent
{
    /// <summary>How the deployment ended; null where it is only shelved or being rolled back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Outcome? Outcome { get; init; }

    /// <summary>Only the holding that was taken at this version is given back; null: whichever there is in that turn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SeenVersion { get; init; }
}
