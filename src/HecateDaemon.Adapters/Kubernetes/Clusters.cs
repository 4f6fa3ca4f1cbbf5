using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The clusters of the environments, each reached for the first time when it is needed and again when its kubeconfig was
/// written anew. Without a cluster in the catalogue nothing of this is ever loaded.
/// </summary>
internal sealed class Clusters(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Cluster, Reached> reached = new();

    public ClusterApi Of(TargetEnvironment environment)
    {
        var cluster = environment.Cluster ?? throw new OutsideWorldException(
            $"environment {environment.Name} names no cluster, but reconciler '{environment.Reconciler.Kind}' needs one")
        {
            NeedsPerson = true,
        };
        var written = cluster.Kubeconfig is { } file ? File.GetLastWriteTimeUtc(file) : default;
        if (reached.TryGetValue(cluster, out var known) && known.Written == written)
        {
            return known.Api;
        }

        var access = cluster.Kubeconfig is { } path ? Kubeconfig.Read(path, cluster.Context) : InClusterAccess.Read();
        var connection = new ClusterConnection(access, clock);
        var api = new ClusterApi(connection);
        // One that is replaced may still be in use: the garbage collector gets it.
        reached[cluster] = new(written, connection, api);
        return api;
    }

    public void Dispose()
    {
        foreach (var (_, connection, _) in reached.Values)
        {
            connection.Dispose();
        }
    }

    private sealed record Reached(DateTime Written, ClusterConnection Connection, ClusterApi Api);
}
