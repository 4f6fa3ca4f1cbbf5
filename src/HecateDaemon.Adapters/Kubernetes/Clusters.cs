using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The clusters of the environments, each reached for the first time when it is needed and again when its kubeconfig was
/// written anew. Without a cluster in the catalogue nothing of this is ever loaded.
/// </summary>
internal sealed class Clusters(TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Cluster, Reached> reached = new();

    public ClusterApi Of(TargetEnvironment environment) => ReachedBy(environment).Api;

    public ClusterWatches WatchesOf(TargetEnvironment environment) => ReachedBy(environment).Watches;

    public async ValueTask DisposeAsync()
    {
        foreach (var known in reached.Values)
        {
            await known.Watches.DisposeAsync();
            known.Connection.Dispose();
        }
    }

    private Reached ReachedBy(TargetEnvironment environment)
    {
        var cluster = environment.Cluster ?? throw new OutsideWorldException(
            $"environment {environment.Name} names no cluster, but reconciler '{environment.Reconciler.Kind}' needs one")
        {
            NeedsPerson = true,
        };
        var written = cluster.Kubeconfig is { } file ? File.GetLastWriteTimeUtc(file) : default;
        if (reached.TryGetValue(cluster, out var known) && known.Written == written)
        {
            return known;
        }

        var access = cluster.Kubeconfig is { } path ? Kubeconfig.Read(path, cluster.Context) : InClusterAccess.Read();
        var connection = new ClusterConnection(access, clock);
        var api = new ClusterApi(connection);

        // One that is replaced may still be in use: its watches end when nobody reads them, and the garbage collector gets it.
        return reached[cluster] = new(written, connection, api, new ClusterWatches(api, clock));
    }

    private sealed record Reached(DateTime Written, ClusterConnection Connection, ClusterApi Api, ClusterWatches Watches);
}
