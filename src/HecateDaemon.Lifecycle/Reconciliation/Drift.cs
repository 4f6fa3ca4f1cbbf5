using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>One difference between what the GitOps repository wants and what the cluster has.</summary>
public sealed record Drift
{
    public required DriftKind Kind { get; init; }

    public required DriftedWorkload Workload { get; init; }

    /// <summary>Null where it is about the workload as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Container { get; init; }

    /// <summary>Null where the whole workload is concerned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DriftAspect? Aspect { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Wanted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Live { get; init; }

    /// <summary>Null where the API server does not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DriftCause? Cause { get; init; }

    /// <summary>The division whose manifests want it otherwise; null where none is concerned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DivisionId? DivisionId { get; init; }

    /// <summary>What tells it apart from others: the same place, whatever stands there.</summary>
    [JsonIgnore]
    public string Key => $"{Workload.Kind}/{Workload.Namespace}/{Workload.Name}/{Container}/{Aspect}";

    public override string ToString()
    {
        var where = $"{Workload.Kind} {Workload.Namespace}/{Workload.Name}{(Container is null ? "" : $" container {Container}")}";
        var by = Cause is null ? "" : $", by {Cause}";
        return Kind switch
        {
            DriftKind.NotApplied when Aspect is null => $"{where} is wanted and not applied",
            DriftKind.NotWanted when Aspect is null => $"{where} is applied and not wanted any more",
            DriftKind.Unknown => $"{where} is in no manifest{by}",
            _ => $"{where} {Aspect?.Word()} is {Live ?? "not there"} instead of {Wanted ?? "not there"}{by}",
        };
    }
}

/// <summary>A workload, by its coordinates.</summary>
public sealed record DriftedWorkload(string ApiVersion, string Kind, string Namespace, string Name);

/// <summary>What kind of difference it is.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DriftKind>))]
public enum DriftKind
{
    /// <summary>Somebody or something changed in the cluster what was applied from Git.</summary>
    Changed,

    /// <summary>Git wants it, and it was not applied.</summary>
    NotApplied,

    /// <summary>It was applied from Git, which does not have it any more.</summary>
    NotWanted,

    /// <summary>It is in one of our namespaces and neither in Git nor another tool's.</summary>
    Unknown,
}

/// <summary>What of a workload or container is different.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DriftAspect>))]
public enum DriftAspect
{
    Image,

    /// <summary>The same tag, but another digest than was verified or is pinned.</summary>
    Digest,

    PullPolicy,

    /// <summary>The container as a whole.</summary>
    Container,

    /// <summary>How new pods replace old ones.</summary>
    Strategy,

    Replicas,

    /// <summary>Its pods were restarted without a release.</summary>
    Restart,
}

/// <summary>
/// What changed it, by <c>managedFields</c>: a tool as it calls itself, and when. Never a person: whoever used the tool is not
/// in the object.
/// </summary>
public sealed record DriftCause(
    string Tool,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Did,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))] DateTimeOffset? ChangedAt)
{
    public override string ToString() => $"{Did ?? Tool}{(ChangedAt is { } at ? $" at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "")}";
}
