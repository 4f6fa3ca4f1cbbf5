using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What a check of a repository found.</summary>
public sealed record ReleaseReports(IReadOnlyList<ReleaseReport> Releases)
{
    /// <summary>Tags that name no version, or no commit of this clone.</summary>
    public required IReadOnlyList<string> OtherTags { get; init; }
}

/// <summary>How reports are written: snake_case, and nothing that is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ReleaseReports))]
public sealed partial class ReleaseReportsJson : JsonSerializerContext;
