using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A pod that is neither over nor leaving.</summary>
public sealed record RunningPod
{
    public required string Name { get; init; }

    /// <summary>The uid of the workload that it belongs to, through its replica set where there is one; null: nobody's.</summary>
    public required string? Owner { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its replica set was made, and so the template; null where there is none between pod and workload.</summary>
    public DateTimeOffset? TemplateSince { get; init; }

    public required IReadOnlyList<ContainerSeen> Containers { get; init; }

    /// <summary>The whole object, of a pod that is nobody's.</summary>
    public JsonElement? Live { get; init; }
}
