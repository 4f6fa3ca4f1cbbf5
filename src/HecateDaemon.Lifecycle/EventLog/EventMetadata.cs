using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What is known about an event besides what happened. The two <c>$</c> names are EventStoreDB's own.</summary>
public sealed record EventMetadata
{
    public required Actor Actor { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The same for everything that follows from one caller's request.</summary>
    [JsonPropertyName("$correlationId")]
    public required Guid CorrelationId { get; init; }

    /// <summary>The event or request that this one follows from.</summary>
    [JsonPropertyName("$causationId")]
    public required Guid CausationId { get; init; }

    public required Guid CommandId { get; init; }

    /// <summary>Version of this metadata's own shape.</summary>
    public int Schema { get; init; } = 1;
}
