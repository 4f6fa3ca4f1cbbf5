using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>A GitRepository or a Kustomization as it is now. What they have in common, in Flux's words.</summary>
internal readonly record struct FluxObject(string Called, JsonElement Live)
{
    public bool IsSuspended => Live.IsTrueAt("spec", "suspend");

    /// <summary>True once what the status says is about the object's present specification.</summary>
    public bool IsObserved => Live.NumberAt("metadata", "generation") == Live.NumberAt("status", "observedGeneration");

    public bool IsReady => Live.Condition("Ready")?.TextAt("status") is "True";

    public bool IsFailing => Live.Condition("Ready")?.TextAt("status") is "False";

    /// <summary>Its own account of itself, such as <c>BuildFailed: kustomize build failed …</c>.</summary>
    public string Says => Live.Condition("Ready") is { } ready
        ? $"{Called} says {ready.TextAt("reason")}: {ready.TextAt("message")}"
        : $"{Called} says nothing yet";
}
