using System.Text.Json;
using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>How this feature answers over the API; what is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReleaseAnswer))]
[JsonSerializable(typeof(PreparedAnswer))]
internal sealed partial class ReleaseAnswersJson : JsonSerializerContext;

/// <summary>What it is asked.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PrepareRequest))]
internal sealed partial class ReleaseRequestsJson : JsonSerializerContext;
