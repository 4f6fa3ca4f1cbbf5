using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>What a field manager's name says about what was done.</summary>
internal static class ToolNames
{
    /// <summary>kubectl names its subcommand in most cases; where it does not, the field tells.</summary>
    public static string? Deed(string manager, DriftAspect? aspect) => (manager, aspect) switch
    {
        ("kubectl-set", _) => "kubectl set image",
        ("kubectl-edit", _) => "kubectl edit",
        ("kubectl-patch", _) => "kubectl patch",
        ("kubectl-rollout", _) => "kubectl rollout restart",
        ("kubectl-replace", _) => "kubectl replace",
        ("kubectl-create", _) => "kubectl create",
        ("kubectl-run", _) => "kubectl run",
        ("kubectl-client-side-apply", _) => "kubectl apply",
        ("kubectl-last-applied", _) => "kubectl apply",
        ("kubectl", DriftAspect.Replicas) => "kubectl scale",
        ("kubectl", DriftAspect.Restart) => "kubectl rollout restart",
        ("kube-controller-manager", DriftAspect.Replicas) => "the horizontal pod autoscaler",
        _ => null,
    };

    /// <summary>True for the one that applies an environment's Git state: what it set itself is no change by another.</summary>
    public static bool IsReconciler(Reconciler reconciler, string manager) => reconciler switch
    {
        Reconciler.Flux => manager is "kustomize-controller" or "helm-controller" or "gotk-kustomize-controller",
        Reconciler.Argo => manager.StartsWith("argocd", StringComparison.Ordinal),
        _ => manager is "hecate-daemon",
    };
}
