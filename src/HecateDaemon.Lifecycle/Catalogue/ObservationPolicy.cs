namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How an environment observes a fresh release, besides for how long.</summary>
public sealed record ObservationPolicy
{
    public OnInconclusive OnInconclusive { get; init; } = OnInconclusive.Wait;

    /// <summary>Null: no metrics are asked for.</summary>
    public PrometheusAccess? Prometheus { get; init; }
}

/// <summary>What follows where an observation does not tell whether all is well.</summary>
public enum OnInconclusive
{
    /// <summary>It waits for a person, who attests or waives <c>no_error_spikes</c>, shelves or rolls back.</summary>
    Wait,

    /// <summary>It is observed once more for as long, and waits for a person if that does not tell either.</summary>
    Extend,

    /// <summary>It goes on.</summary>
    Pass,
}
