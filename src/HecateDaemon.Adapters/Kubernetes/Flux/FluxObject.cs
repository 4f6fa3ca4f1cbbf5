using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>An object of Flux's as it is now. What they all have in common, in Flux's words.</summary>
internal sealed record FluxObject(string Kind, string Namespace, string Name, ResourceType Type, JsonElement Live)
{
    public const string RequestedAt = "reconcile.fluxcd.io/requestedAt";

    public string Called => $"{Kind} {Namespace}/{Name}";

    public bool IsSuspended => Live.IsTrueAt("spec", "suspend");

    /// <summary>True once what the status says is about the object's present specification.</summary>
    public bool IsObserved => Live.NumberAt("metadata", "generation") == Live.NumberAt("status", "observedGeneration");

    public bool IsReady => Live.Condition("Ready")?.TextAt("status") is "True";

    public bool IsFailing => Live.Condition("Ready")?.TextAt("status") is "False";

    /// <summary>Flux has given up until the specification changes.</summary>
    public bool IsStalled => IsObserved && Live.Condition("Stalled")?.TextAt("status") is "True";

    /// <summary>What it was last asked with, and what it says that it has taken up. Taken up is not yet done.</summary>
    public string? Asked => Live.TextAt("metadata", "annotations", RequestedAt);

    public string? Acknowledged => Live.TextAt("status", "lastHandledReconcileAt");

    /// <summary>Its own account of itself, such as <c>BuildFailed: kustomize build failed …</c>.</summary>
    public string Says => Live.Condition("Ready") is { } ready
        ? $"{Called} says {ready.TextAt("reason")}: {ready.TextAt("message")}"
        : $"{Called} says nothing yet";

    /// <summary>How long one reconciliation may take: <c>spec.timeout</c>, or what stands for it.</summary>
    public TimeSpan? Timeout(TimeSpan? otherwise) =>
        GoDuration.Parse(Live.TextAt("spec", "timeout")) ?? otherwise ?? GoDuration.Parse(Live.TextAt("spec", "interval"));
}
