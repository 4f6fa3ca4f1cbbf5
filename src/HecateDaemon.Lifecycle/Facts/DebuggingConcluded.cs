using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary>Debugging (process 5) has said that a version is tested and ready. Who brought the word stands in the metadata.</summary>
public sealed record DebuggingConcluded
{
    public required DivisionId DivisionId { get; init; }

    public required ReleaseVersion Version { get; init; }

    /// <summary>The CloudEvent's own <c>source</c> and <c>id</c>: together they name one event.</summary>
    public required string Source { get; init; }

    public required string FactId { get; init; }

    /// <summary>What it says for a person, if anything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Summary { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>The names of facts on the wire. Written once; never changed; a changed meaning is a <c>_v2</c>.</summary>
public static class FactEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("debugging_concluded_v1", FactsJson.Default.DebuggingConcluded),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DebuggingConcluded))]
internal sealed partial class FactsJson : JsonSerializerContext;
