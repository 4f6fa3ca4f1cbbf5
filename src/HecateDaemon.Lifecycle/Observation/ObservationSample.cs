using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>One look at a release. What could not be seen is null or absent, and told in <see cref="Unseen"/>.</summary>
public sealed record ObservationSample
{
    public required DateTimeOffset At { get; init; }

    public PodsSample? Pods { get; init; }

    /// <summary>All that the cluster remembers about the workloads' objects, not only what is new.</summary>
    public IReadOnlyList<WarningSeen>? Warnings { get; init; }

    /// <summary>True where smoke tests and metrics were due. Else smoke tests are only asked again because one fails, and are not counted.</summary>
    public bool HasAsked { get; init; }

    public IReadOnlyList<SmokeTestOutcome> SmokeTests { get; init; } = [];

    public IReadOnlyList<MetricSeen> Metrics { get; init; } = [];

    public IReadOnlyList<string> Unseen { get; init; } = [];
}

/// <summary>The workloads with their pods, and what a rollout would say of them: what is broken for good, and what is not there yet.</summary>
public sealed record PodsSample(IReadOnlyList<WorkloadSeen> Workloads, string? Broken, string? Unsettled);

/// <summary>
/// The cluster's warning about one object, counted where it was repeated. Times are the cluster's; <paramref name="Key"/> tells
/// it apart from others.
/// </summary>
public sealed record WarningSeen(
    string Key, string Kind, string Name, string Reason, string Message, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>What a query gave: a number, or why it gave none.</summary>
public sealed record MetricSeen(string Name, double? Value, string? Why);
