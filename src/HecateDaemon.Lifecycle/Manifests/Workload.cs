namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A Kubernetes object by its coordinates. The namespace is null where the manifest names none.</summary>
public sealed record Workload(string ApiVersion, string Kind, string? Namespace, string Name);
