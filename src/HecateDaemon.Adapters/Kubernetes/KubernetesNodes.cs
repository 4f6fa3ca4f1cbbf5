using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>What an environment's nodes are, as their kubelets say it.</summary>
internal sealed class KubernetesNodes(Clusters clusters) : IListNodePlatforms
{
    private static readonly ResourceType Nodes = new("v1", "Node", "nodes", IsNamespaced: false);

    public async Task<IReadOnlyList<string>?> ListAsync(TargetEnvironment environment, CancellationToken ct)
    {
        if (environment.Cluster is null)
        {
            return null;
        }

        var nodes = await clusters.Of(environment).ListAsync(Nodes, "the cluster", ct);
        return
        [
            .. nodes
                .Select(n => (Os: n.TextAt("status", "nodeInfo", "operatingSystem"), Architecture: n.TextAt("status", "nodeInfo", "architecture")))
                .Where(n => n is { Os.Length: > 0, Architecture.Length: > 0 })
                .Select(n => $"{n.Os}/{n.Architecture}"),
        ];
    }
}
