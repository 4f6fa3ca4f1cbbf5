using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Which number of a version changes.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Jump>))]
public enum Jump
{
    None,
    Patch,
    Minor,
    Major,
}
