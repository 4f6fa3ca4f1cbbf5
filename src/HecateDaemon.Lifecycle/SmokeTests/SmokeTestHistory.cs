using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>The latest scheduled results of each smoke test since the daemon started, newest first.</summary>
public sealed class SmokeTestHistory(TimeProvider clock)
{
    private const int Kept = 20;
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId, string), SmokeTestRecord[]> byTest = new();

    public void Add(DeploymentConcluded release, SmokeTestOutcome outcome)
    {
        var seen = new SmokeTestRecord
        {
            Environment = release.Environment,
            DivisionId = release.DivisionId,
            Version = release.Version,
            Name = outcome.Test,
            Passed = outcome.Passed,
            Detail = outcome.Detail,
            LatencyMs = (int)outcome.Latency.TotalMilliseconds,
            ProbedAt = clock.GetUtcNow(),
        };
        byTest.AddOrUpdate(
            (release.Environment, release.DivisionId, outcome.Test),
            _ => [seen],
            (_, before) => [seen, .. before.Take(Kept - 1)]);
    }

    public IReadOnlyList<SmokeTestRecord> All => [.. byTest.Values.SelectMany(r => r).OrderByDescending(r => r.ProbedAt)];
}

/// <summary>One scheduled smoke test, as the API tells it.</summary>
public sealed record SmokeTestRecord
{
    public required EnvironmentName Environment { get; init; }

    public required DivisionId DivisionId { get; init; }

    /// <summary>The version that should have answered.</summary>
    public required ReleaseVersion Version { get; init; }

    public required string Name { get; init; }

    public required bool Passed { get; init; }

    public required string Detail { get; init; }

    public required int LatencyMs { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ProbedAt { get; init; }
}

internal sealed record SmokeTestsAnswer(IReadOnlyList<SmokeTestRecord> SmokeTests) : Answer;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SmokeTestsAnswer))]
internal sealed partial class SmokeTestAnswers : JsonSerializerContext;
