namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>How the Kubernetes API server is reached: a kubeconfig file, or null for the pod's own service account.</summary>
public sealed record Cluster(string? Kubeconfig, string? Context);
