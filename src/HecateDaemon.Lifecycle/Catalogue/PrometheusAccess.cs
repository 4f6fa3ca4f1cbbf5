namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where metrics are asked for, by Prometheus's HTTP API, and which.</summary>
public sealed record PrometheusAccess(Uri Url, string? TokenFile, IReadOnlyList<MetricQuery> Queries);

/// <summary>
/// A query that gives one number. <c>{division}</c>, <c>{environment}</c> and <c>{version}</c> in it are filled in. Where both
/// <see cref="Max"/> and <see cref="MaxRatio"/> are given, the larger limit counts.
/// </summary>
public sealed record MetricQuery
{
    /// <summary>Unique within the environment.</summary>
    public required string Name { get; init; }

    public required string Query { get; init; }

    public double? Max { get; init; }

    public double? Min { get; init; }

    /// <summary>How many times its value before the rollout it may have.</summary>
    public double? MaxRatio { get; init; }
}
