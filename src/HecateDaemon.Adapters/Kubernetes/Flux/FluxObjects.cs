using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Finds and lists Flux's objects in one cluster, in whatever version of their kinds it serves.</summary>
internal sealed class FluxObjects(ClusterApi cluster, EnvironmentName environment)
{
    public const string Sources = "source.toolkit.fluxcd.io";
    public const string Kustomize = "kustomize.toolkit.fluxcd.io";
    public const string Helm = "helm.toolkit.fluxcd.io";
    public const string Images = "image.toolkit.fluxcd.io";

    /// <summary>Null where there is no such object, or Flux has no such kind here.</summary>
    public async Task<FluxObject?> FindAsync(string group, string kind, string ns, string name, CancellationToken ct) =>
        await FindTypeAsync(group, kind, ct) is { } type && await cluster.FindAsync(type, ns, name, ct) is { } live
            ? new(kind, ns, name, type, live)
            : null;

    public async Task<IReadOnlyList<FluxObject>> ListAsync(string group, string kind, string ns, CancellationToken ct)
    {
        if (await FindTypeAsync(group, kind, ct) is not { } type)
        {
            return [];
        }

        var all = await cluster.ListAsync(type, ns, ct);
        return [.. all.Select(live => new FluxObject(kind, ns, live.GetProperty("metadata").GetProperty("name").GetString()!, type, live))];
    }

    /// <summary>Why an object that is configured was not found.</summary>
    public async Task<string> WhyMissingAsync(string group, string kind, string ns, string name, CancellationToken ct) =>
        await FindTypeAsync(group, kind, ct) is null
            ? $"the cluster of environment {environment} does not know {group}: Flux is not installed there"
            : $"there is no {kind} {ns}/{name} in the cluster of environment {environment}";

    private async Task<ResourceType?> FindTypeAsync(string group, string kind, CancellationToken ct) =>
        await cluster.FindGroupAsync(group, ct) is { } version ? await cluster.FindTypeAsync(version, kind, ct) : null;
}
