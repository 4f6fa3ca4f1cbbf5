using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.EventLog;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventMetadata))]
[JsonSerializable(typeof(EventDocument))]
internal sealed partial class EventLogJson : JsonSerializerContext;
