using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>The latest results of each smoke test on its schedule and under observation since the daemon started, newest first.</summary>
public sealed class SmokeTestHistory(TimeProvider clock)
{
    private const int Kept = 20;
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId, string), SmokeTestRecord[]> byTest = new();

    public void Add(EnvironmentName environment, DivisionId division, ReleaseVersion version, SmokeTestOutcome outcome)
    {
        var seen = new SmokeTestRecord
        {
            Environment = environment,
            DivisionId = division,
            Version = version,
            Name = outcome.Test,
            Passed = outcome.Passed,
            Detail = outcome.Detail,
            LatencyMs = (int)outcome.Latency.TotalMilliseconds,
            ProbedAt = clock.GetUtcNow(),
        };
        byTest.AddOrUpdate(
            (environment, division, outcome.Test),
            _ => [seen],
            (_, before) => [seen, .. before.Take(Kept - 1)]);
    }

    /// <summary>What is remembered of one release since then, oldest first.</summary>
    public IReadOnlyList<SmokeTestOutcome> Of(EnvironmentName environment, DivisionId division, ReleaseVersion version, DateTimeOffset since) =>
    [
        .. All.Where(r => (r.Environment, r.DivisionId, r.Version) == (environment, division, version) && r.ProbedAt >= since)
            .Reverse()
            .Select(r => new SmokeTestOutcome(r.Name, r.Passed, r.Detail, Attempts: 1, TimeSpan.FromMilliseconds(r.LatencyMs))),
    ];

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
