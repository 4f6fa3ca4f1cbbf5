using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>One smoke test of an environment, as configured. Which kinds there are is known to the probes.</summary>
public sealed record SmokeTest
{
    /// <summary>Unique within the environment.</summary>
    public required string Name { get; init; }

    /// <summary>The only division that it speaks for; null: all of them.</summary>
    public DivisionId? Division { get; init; }

    /// <summary>Which probe runs it: <c>http</c>.</summary>
    public string Kind { get; init; } = "http";

    /// <summary>What is asked: <c>http://host:port/path</c>; with <see cref="UnixSocket"/> the host is only a name.</summary>
    public required Uri Url { get; init; }

    /// <summary>Path of the Unix socket through which <see cref="Url"/> is asked, or null for TCP.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>Whose address it is; what asks the new version alone is only run while that stands beside the old one.</summary>
    public SmokeTestTarget Target { get; init; }

    public int ExpectStatus { get; init; } = 200;

    /// <summary>Values expected in the JSON answer, by path such as <c>$.status</c>.</summary>
    public IReadOnlyDictionary<string, string> ExpectJson { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the JSON answer states the running version, such as <c>$.version</c>; null: not asserted.</summary>
    public string? VersionAt { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After a rollout: for how long a failing test is repeated before it counts as failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
