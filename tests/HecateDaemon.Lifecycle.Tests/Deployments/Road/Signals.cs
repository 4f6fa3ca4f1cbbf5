using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What a cluster warns about, and what a metrics server measures.</summary>
internal sealed class Signals : IListWarnings, IAskMetrics
{
    public IReadOnlyList<WarningSeen> Warnings { get; set; } = [];

    /// <summary>What a query gives; it may throw.</summary>
    public Func<string, MetricAnswer> Metric { get; set; } = _ => new(Value: null, "no series matches");

    public Task<IReadOnlyList<WarningSeen>> ListAsync(
        TargetEnvironment environment, IReadOnlyList<WorkloadSeen> workloads, CancellationToken ct) => Task.FromResult(Warnings);

    public Task<MetricAnswer> AskAsync(PrometheusAccess access, string query, CancellationToken ct) => Task.FromResult(Metric(query));
}
