using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>What is observed, from when to when, and what it is compared with.</summary>
public sealed record ObservationSubject
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private const int AsksInAWindow = 30;

    public required TargetEnvironment Environment { get; init; }

    public required DivisionId Division { get; init; }

    /// <summary>The version that should be running.</summary>
    public required ReleaseVersion Version { get; init; }

    /// <summary>Those whose pods are watched; empty where no cluster stands behind the environment.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>What their pods must run.</summary>
    public required WantedImage Wanted { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Null: nothing is known of before.</summary>
    public required ObservationFigures? Baseline { get; init; }

    public TimeSpan Window => EndsAt - From;

    public IReadOnlyList<SmokeTest> SmokeTests => [.. Environment.SmokeTests.Where(t => t.Division is null || t.Division == Division)];

    public IReadOnlyList<MetricQuery> Metrics => Environment.Observation.Prometheus?.Queries ?? [];

    /// <summary>How long after one asking of smoke tests and metrics the next one is due: about thirty in a window, none more often than every five seconds.</summary>
    public TimeSpan Pause => Window / AsksInAWindow is var pause && pause > ShortestPause ? pause : ShortestPause;
}
