using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One thing that was looked at in an image (<c>origin</c>, <c>platforms</c>, <c>signature</c>), and what was seen.</summary>
public sealed record ImageFinding(string Check, FindingVerdict Verdict, string Detail);

/// <summary>What a look at an image came to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FindingVerdict>))]
public enum FindingVerdict
{
    /// <summary>It is as it should be.</summary>
    Holds,

    /// <summary>It is not as it should be.</summary>
    Doubtful,

    /// <summary>There was nothing to compare with.</summary>
    CannotTell,
}
