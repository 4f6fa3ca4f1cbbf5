using System.Text.Json;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>The watches of one cluster: one for each kind and namespace, begun when it is first read.</summary>
internal sealed class ClusterWatches(ClusterApi cluster, TimeProvider clock) : IAsyncDisposable
{
    private static readonly ResourceType Pods = new("v1", "Pod", "pods", IsNamespaced: true);
    private static readonly ResourceType ReplicaSets = new("apps/v1", "ReplicaSet", "replicasets", IsNamespaced: true);

    private static readonly ResourceType Warnings = new("v1", "Event", "events", IsNamespaced: true) { FieldSelector = "type=Warning" };

    private static readonly Dictionary<string, ResourceType> Workloads = new(StringComparer.Ordinal)
    {
        ["Deployment"] = new("apps/v1", "Deployment", "deployments", IsNamespaced: true),
        ["StatefulSet"] = new("apps/v1", "StatefulSet", "statefulsets", IsNamespaced: true),
        ["DaemonSet"] = new("apps/v1", "DaemonSet", "daemonsets", IsNamespaced: true),
    };

    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Namespace), IWatched> watches = [];

    /// <summary>The kinds that <see cref="WorkloadsAsync"/> knows.</summary>
    public static IReadOnlyCollection<string> WorkloadKinds => Workloads.Keys;

    public static bool Knows(string apiVersion, string kind) => apiVersion is "apps/v1" && Workloads.ContainsKey(kind);

    /// <summary>Every pod that is not over, with the uid of its controller.</summary>
    public Task<IReadOnlyList<OwnedPod>> PodsAsync(string ns, CancellationToken ct) =>
        Of(Pods, ns, Owned).ReadAsync(ct);

    /// <summary>What the cluster warns about, as long as it remembers.</summary>
    public Task<IReadOnlyList<WarningSeen>> WarningsAsync(string ns, CancellationToken ct) =>
        Of(Warnings, ns, LiveWarning.Read).ReadAsync(ct);

    /// <summary>Every replica set's name and uid, and its controller's; of the rest, which is much, nothing is held.</summary>
    public Task<IReadOnlyList<OwnedReplicaSet>> ReplicaSetsAsync(string ns, CancellationToken ct) =>
        Of(ReplicaSets, ns, live => new OwnedReplicaSet(live.TextAt("metadata", "name") ?? "", live.TextAt("metadata", "uid") ?? "", OwnerOf(live), BirthOf(live)))
            .ReadAsync(ct);

    public Task<IReadOnlyList<JsonElement>> WorkloadsAsync(string kind, string ns, CancellationToken ct) =>
        Of(Workloads[kind], ns, live => live).ReadAsync(ct);

    public async ValueTask DisposeAsync()
    {
        List<IWatched> all;
        lock (gate)
        {
            all = [.. watches.Values];
            watches.Clear();
        }

        foreach (var watched in all)
        {
            await watched.DisposeAsync();
        }
    }

    private Watched<T> Of<T>(ResourceType type, string ns, Func<JsonElement, T> keep)
        where T : notnull
    {
        lock (gate)
        {
            if (watches.TryGetValue((type.Kind, ns), out var known) && !known.HasEnded)
            {
                return (Watched<T>)known;
            }

            var begun = new Watched<T>(cluster, type, ns, keep, clock);
            watches[(type.Kind, ns)] = begun;
            return begun;
        }
    }

    private static OwnedPod Owned(JsonElement live)
    {
        var owner = OwnerOf(live);
        return new(owner, LivePod.IsOver(live), LivePod.Read(live)) { CreatedAt = BirthOf(live), Alone = owner is null ? live : null };
    }

    private static DateTimeOffset? BirthOf(JsonElement live) => live.TimeAt("metadata", "creationTimestamp");

    private static string? OwnerOf(JsonElement live) => live.ItemsAt("metadata", "ownerReferences")
        .Where(o => o.IsTrueAt("controller"))
        .Select(o => o.TextAt("uid"))
        .FirstOrDefault();
}

internal sealed record OwnedPod(string? Owner, bool IsOver, PodSeen Pod)
{
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The whole object, where no controller keeps it.</summary>
    public JsonElement? Alone { get; init; }
}

internal sealed record OwnedReplicaSet(string Name, string Uid, string? Owner, DateTimeOffset? CreatedAt);
