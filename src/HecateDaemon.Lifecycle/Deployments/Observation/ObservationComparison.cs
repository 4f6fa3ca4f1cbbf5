using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// One figure held against the baseline or a limit. <paramref name="Before"/> is null where there is nothing to compare with,
/// and else what the baseline gives for as long a time.
/// </summary>
public sealed record ObservationComparison(
    string What,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Of,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Now,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Limit,
    ObservationOutcome Outcome,
    string Detail);

/// <summary>What an observation, or one comparison of it, came to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ObservationOutcome>))]
public enum ObservationOutcome
{
    Passed,

    Failed,

    /// <summary>Too little was seen, or there is nothing to compare with.</summary>
    Inconclusive,
}
