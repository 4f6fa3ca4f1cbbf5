using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Something that happened to an anti-pattern in an environment.</summary>
public abstract record AntiPatternEvent
{
    public required EnvironmentName Environment { get; init; }

    public required Finding Finding { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>It was not there at the last look, and is there now.</summary>
public sealed record AntiPatternFound : AntiPatternEvent;

/// <summary>It is still there, and something else is seen of it than before.</summary>
public sealed record AntiPatternChanged : AntiPatternEvent;

/// <summary>It is gone; says what it was.</summary>
public sealed record AntiPatternCleared : AntiPatternEvent;
