using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Asks a metrics server for one number as it is now.</summary>
public interface IAskMetrics
{
    /// <summary>The query is complete. An answer that is not one number is told as such, not thrown.</summary>
    Task<MetricAnswer> AskAsync(PrometheusAccess access, string query, CancellationToken ct);
}

/// <summary>A finite number, or why there is none.</summary>
public sealed record MetricAnswer(double? Value, string? Why);
