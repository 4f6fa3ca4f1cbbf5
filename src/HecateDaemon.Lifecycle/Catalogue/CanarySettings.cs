using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How a canary grows.</summary>
public sealed record CanarySettings
{
    private static readonly int[] Usual = [10, 50];

    /// <summary>The new version's share at each step before the last, in percent, rising.</summary>
    public IReadOnlyList<int> Steps { get; init; } = Usual;

    /// <summary>How long it is waited after each of these steps was observed; a person's promotion ends it.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>The nodes that a DaemonSet's canary has to itself; null where nodes are not labelled for that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NodeLabel? NodeLabel { get; init; }
}
