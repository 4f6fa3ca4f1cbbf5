using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Judges a workload that no manifest names: left over from Git, another tool's, or nobody knows whose.</summary>
internal static class Foreign
{
    /// <summary>Null for what another tool or a controller keeps: that is its business.</summary>
    public static Drift? Judge(Reconciler reconciler, string kind, string ns, string name, JsonElement live)
    {
        var metadata = live.At("metadata") ?? default;
        if (metadata.ItemsAt("ownerReferences").Any(o => o.IsTrueAt("controller")) ||
            metadata.TextAt("annotations", "meta.helm.sh/release-name") is not null)
        {
            return null;
        }

        var workload = new DriftedWorkload("apps/v1", kind, ns, name);
        if (IsFromGit(reconciler, metadata))
        {
            return new() { Kind = DriftKind.NotWanted, Workload = workload };
        }

        if (metadata.TextAt("labels", "kustomize.toolkit.fluxcd.io/name") is not null ||
            metadata.TextAt("annotations", "argocd.argoproj.io/tracking-id") is not null ||
            metadata.TextAt("annotations", "hecate.social/revision") is not null)
        {
            return null;
        }

        var cause = FieldOwner.OfCreation(live) is { } made ? new DriftCause(made.Manager, ToolNames.Deed(made.Manager, aspect: null), made.At) : null;
        return new() { Kind = DriftKind.Unknown, Workload = workload, Cause = cause };
    }

    private static bool IsFromGit(Reconciler reconciler, JsonElement metadata) => reconciler switch
    {
        Reconciler.Flux flux =>
            metadata.TextAt("labels", "kustomize.toolkit.fluxcd.io/name") == flux.Kustomization &&
            metadata.TextAt("labels", "kustomize.toolkit.fluxcd.io/namespace") == flux.Namespace,
        Reconciler.Argo argo =>
            metadata.TextAt("annotations", "argocd.argoproj.io/tracking-id")?.StartsWith($"{argo.Application}:", StringComparison.Ordinal) is true ||
            metadata.TextAt("labels", "app.kubernetes.io/instance") == argo.Application,
        _ => metadata.TextAt("annotations", "hecate.social/revision") is not null,
    };
}
