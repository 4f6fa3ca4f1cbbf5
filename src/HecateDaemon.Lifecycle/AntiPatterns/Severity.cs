using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>How bad a finding is, in rising order.</summary>
[JsonConverter(typeof(Values.SnakeCaseEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Not looked for.</summary>
    Off,

    /// <summary>Worth knowing; nothing is refused for it.</summary>
    Note,

    Warning,

    Error,
}
