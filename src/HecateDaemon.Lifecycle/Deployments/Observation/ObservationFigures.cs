using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What was seen of a release over some time. Lists hold only what there was to count.</summary>
public sealed record ObservationFigures
{
    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset FromAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset ToAt { get; init; }

    public required int Looks { get; init; }

    /// <summary>At the last look.</summary>
    public required int Pods { get; init; }

    /// <summary>Over how long restarts were counted, of all pods together.</summary>
    public required long PodTimeMs { get; init; }

    public required IReadOnlyList<RestartFigure> Restarts { get; init; }

    /// <summary>How often a pod that had been ready was not any more.</summary>
    public required int ReadinessLost { get; init; }

    public required IReadOnlyList<WaitingFigure> Waiting { get; init; }

    /// <summary>Null where the cluster did not let us see them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WarningFigure>? Warnings { get; init; }

    public required IReadOnlyList<SmokeTestFigure> SmokeTests { get; init; }

    public required IReadOnlyList<MetricFigure> Metrics { get; init; }

    /// <summary>What could not be seen at the last look, and why.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    public static ObservationFigures From(DateTimeOffset at) => new()
    {
        FromAt = at,
        ToAt = at,
        Looks = 0,
        Pods = 0,
        PodTimeMs = 0,
        Restarts = [],
        ReadinessLost = 0,
        Waiting = [],
        SmokeTests = [],
        Metrics = [],
        Unseen = [],
    };
}

/// <summary>How often a workload's container was restarted.</summary>
public sealed record RestartFigure(string Workload, string Container, int Count);

/// <summary>At how many looks a workload's container waited, and for what: the kubelet's word.</summary>
public sealed record WaitingFigure(string Workload, string Container, string Reason, int Looks);

/// <summary>How often the cluster warned about a workload's objects of one kind, for one reason; and the last message.</summary>
public sealed record WarningFigure(string Kind, string Reason, int Count, string Message);

/// <summary>How a smoke test fared. Latencies, their median and 95th percentile, are those of the latest hundred answers that passed; null without any.</summary>
public sealed record SmokeTestFigure(
    string Name,
    int Asked,
    int Failed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MedianMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? NinetyFifthMs);

/// <summary>What a query of metrics gave: the last value and the one before; and why it last gave none.</summary>
public sealed record MetricFigure(
    string Name,
    int Asked,
    int Unanswered,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Previous,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why);
