using System.Text.Json.Serialization;

namespace HecateDaemon.Adapters.Ci;

/// <summary>The parts that we read of what GitHub, and forges that take after it, say about a commit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CombinedStatusJson))]
[JsonSerializable(typeof(CheckRunsJson))]
internal sealed partial class CiJson : JsonSerializerContext;

internal sealed record CombinedStatusJson(IReadOnlyList<CommitStatusJson?>? Statuses);

/// <summary>Gitea and Forgejo call the state <c>status</c>.</summary>
internal sealed record CommitStatusJson(string? Context, string? State, string? Status);

internal sealed record CheckRunsJson(int? TotalCount, IReadOnlyList<CheckRunJson?>? CheckRuns);

internal sealed record CheckRunJson(string? Name, string? Status, string? Conclusion);
