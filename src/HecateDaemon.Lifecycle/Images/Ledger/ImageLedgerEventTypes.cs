using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>The names of the ledger's events on the wire. Written once; never changed; a changed meaning is a <c>_v2</c>.</summary>
public static class ImageLedgerEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("image_tag_seen_v1", ImageLedgerJson.Default.ImageTagSeen),
        EventType.Of("image_tag_mutated_v1", ImageLedgerJson.Default.ImageTagMutated),
        EventType.Of("image_tag_restored_v1", ImageLedgerJson.Default.ImageTagRestored),
    ];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImageTagSeen))]
[JsonSerializable(typeof(ImageTagMutated))]
[JsonSerializable(typeof(ImageTagRestored))]
internal sealed partial class ImageLedgerJson : JsonSerializerContext;
