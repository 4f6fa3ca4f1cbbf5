using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;

namespace HecateDaemon.Lifecycle.EventLog;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EventMetadata))]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(EventParked))]
[JsonSerializable(typeof(EventUnparked))]
[JsonSerializable(typeof(RequestAnswered))]
[JsonSerializable(typeof(string))]
internal sealed partial class EventLogJson : JsonSerializerContext;
