using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Where a finding is ignored.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<IgnoredBy>))]
public enum IgnoredBy
{
    /// <summary>In the file itself.</summary>
    Comment,

    Settings,

    /// <summary>It was there before.</summary>
    Baseline,
}
