using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>A workload as the API server has it now (null: there is none) and the pods that belong to it.</summary>
public sealed record WorkloadSeen(Workload Workload, JsonElement? Live, IReadOnlyList<PodSeen> Pods)
{
    /// <summary>What it has made in its turn, such as the workloads of a HelmRelease.</summary>
    public IReadOnlyList<WorkloadSeen> Behind { get; init; } = [];

    public IEnumerable<WorkloadSeen> WithBehind => Behind.Prepend(this);
}

/// <summary>A pod, as far as a rollout is concerned.</summary>
public sealed record PodSeen
{
    public required string Name { get; init; }

    /// <summary>By which the API server tells it from others that had its name; null where it was not asked.</summary>
    public string? Uid { get; init; }

    public required bool Ready { get; init; }

    /// <summary>When it was made, by the cluster's clock.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it became ready, or ceased to be; by the cluster's clock.</summary>
    public DateTimeOffset? ReadyChangedAt { get; init; }

    /// <summary>True once its deletion was asked for.</summary>
    public required bool Leaving { get; init; }

    /// <summary>Why it cannot be placed on a node, in the scheduler's words, or null.</summary>
    public required string? Unschedulable { get; init; }

    /// <summary>Since when it cannot be placed, by the cluster's clock.</summary>
    public DateTimeOffset? UnschedulableSince { get; init; }

    /// <summary>Init containers first, then the containers.</summary>
    public required IReadOnlyList<ContainerSeen> Containers { get; init; }
}

/// <summary>A container's state. <paramref name="ImageId"/> is what the runtime says it runs, usually <c>repository@sha256:…</c>.</summary>
public sealed record ContainerSeen(
    string Name, string Image, string ImageId, int Restarts, bool Ready, string? WaitingReason, string? WaitingMessage)
{
    /// <summary>
    /// The registry's digest that runs, or null. Runtimes write <c>repository@sha256:…</c>, Docker's shim
    /// <c>docker-pullable://repository@sha256:…</c>. A bare <c>sha256:…</c> is the id of a local image.
    /// </summary>
    public Digest? RunningDigest =>
        ImageId.LastIndexOf('@') is var at and >= 0 && Digest.TryParse(ImageId[(at + 1)..], out var digest) ? digest : null;
}
