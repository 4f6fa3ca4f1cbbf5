using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The daemon itself applies the manifests of a commit, server-side, and deletes what an earlier commit had and this one has
/// not. Each object carries the commit in an annotation, so that the cluster alone says what it has.
/// </summary>
internal sealed class DirectReconciler(Clusters clusters, RenderedManifests manifests, ManifestGuard guard) : IReconcile
{
    internal const string RevisionAnnotation = "hecate.social/revision";

    public string Kind => "direct";

    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var settings = SettingsOf(request);
        var mode = settings.ForceConflicts ? ApplyMode.Force : ApplyMode.Normal;
        var cluster = clusters.Of(request.Environment);
        await GuardAsync(request, ct);
        var objects = await ReadAsync(request, ct);
        var foundations = objects.Where(IsFoundation).ToList();
        var rest = objects.Where(o => !IsFoundation(o)).ToList();

        // Everything is tried before anything is applied, except what needs a namespace or a kind that comes with it.
        var missing = await MissingAsync(cluster, foundations, ct);
        var dependent = rest.Where(o => NeedsAny(o, missing, request)).ToList();
        await ApplyAsync(cluster, request, [.. foundations, .. rest.Except(dependent)], mode | ApplyMode.DryRun, ct);
        await ApplyAsync(cluster, request, foundations, mode, ct);
        await ApplyAsync(cluster, request, dependent, mode | ApplyMode.DryRun, ct);

        var inventory = new Inventory(cluster, request);
        var before = await inventory.ReadAsync(ct);
        var now = await EntriesAsync(cluster, request, objects, ct);
        var gone = before.ExceptBy(now.Select(e => e.Key), e => e.Key).ToList();
        await inventory.WriteAsync([.. now, .. gone], ct);
        await ApplyAsync(cluster, request, rest, mode, ct);
        var pruned = settings.Prune && gone is not [] ? await new Pruning(cluster).PruneAsync(gone, ct) : [];
        if (settings.Prune && gone is not [])
        {
            await inventory.WriteAsync(now, ct);
        }

        var names = string.Join(", ", objects.Select(o => o.Called));
        return string.Join("; ", pruned.Prepend($"applied {objects.Count} objects of '{request.Path}' at {request.Commit}: {names}"));
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var cluster = clusters.Of(request.Environment);
        var objects = await ReadAsync(request, ct);
        var seen = new HashSet<CommitId>();
        foreach (var wanted in objects)
        {
            var type = await cluster.FindTypeAsync(wanted.ApiVersion, wanted.Kind, ct);
            var ns = NamespaceOf(wanted, request);
            var live = type is null ? null : await cluster.FindAsync(type, ns, wanted.Name, ct);
            var revision = live?.TextAt("metadata", "annotations", RevisionAnnotation);
            if (!CommitId.TryParse(revision, out var commit))
            {
                var state = live is null ? "not in the cluster" : "there, but not by us";
                return new RevisionSeen.Pending($"{wanted.Called} is {state}");
            }

            seen.Add(commit);
        }

        var revisions = string.Join(" and ", seen);
        return seen.Count is 1
            ? new RevisionSeen.Applied(
                seen.First(), $"all {objects.Count} objects of '{request.Path}' carry {RevisionAnnotation}={revisions}")
            : new RevisionSeen.Pending($"the objects of '{request.Path}' are at {revisions}");
    }

    /// <summary>The way back does not wait for manifests to be mended.</summary>
    private async Task GuardAsync(ReconcileRequest request, CancellationToken ct)
    {
        if (!request.IsWayBack)
        {
            var files = await manifests.FilesAsync(request.Environment, request.Path, request.Commit, ct);
            await guard.CheckAsync(request.Environment, request.Commit, files, ct);
        }
    }

    private Task<IReadOnlyList<ManifestObject>> ReadAsync(ReconcileRequest request, CancellationToken ct) =>
        manifests.ReadAsync(request.Environment, request.Path, request.Commit, ct);

    private static async Task<IReadOnlyList<InventoryEntry>> EntriesAsync(
        ClusterApi cluster, ReconcileRequest request, IReadOnlyList<ManifestObject> objects, CancellationToken ct)
    {
        var entries = new List<InventoryEntry>(objects.Count);
        foreach (var o in objects)
        {
            var isNamespaced = (await cluster.FindTypeAsync(o.ApiVersion, o.Kind, ct))?.IsNamespaced ?? true;
            entries.Add(new(o.ApiVersion, o.Kind, isNamespaced ? NamespaceOf(o, request) : "", o.Name));
        }

        return entries;
    }

    private static async Task ApplyAsync(
        ClusterApi cluster,
        ReconcileRequest request,
        IReadOnlyList<ManifestObject> objects,
        ApplyMode mode,
        CancellationToken ct)
    {
        foreach (var wanted in objects)
        {
            var type = await cluster.FindTypeAsync(wanted.ApiVersion, wanted.Kind, ct)
                ?? throw new OutsideWorldException(
                    $"the cluster of environment {request.Environment.Name} does not know {wanted.ApiVersion} " +
                    $"{wanted.Kind} (in {wanted.File}): is its definition installed?");
            var marked = wanted.Marked(RevisionAnnotation, request.Commit.ToString());
            await cluster.ApplyAsync(type, NamespaceOf(wanted, request), marked, mode, ct);
        }
    }

    /// <summary>The namespaces and custom kinds of this commit that the cluster does not have yet.</summary>
    private static async Task<IReadOnlyList<ManifestObject>> MissingAsync(
        ClusterApi cluster, IReadOnlyList<ManifestObject> foundations, CancellationToken ct)
    {
        var missing = new List<ManifestObject>();
        foreach (var foundation in foundations)
        {
            var type = await cluster.FindTypeAsync(foundation.ApiVersion, foundation.Kind, ct);
            if (type is null || await cluster.FindAsync(type, ns: null, foundation.Name, ct) is null)
            {
                missing.Add(foundation);
            }
        }

        return missing;
    }

    private static bool IsFoundation(ManifestObject wanted) => wanted.Kind is "Namespace" or "CustomResourceDefinition";

    /// <summary>A definition's name is its plural and its group: <c>kustomizations.kustomize.toolkit.fluxcd.io</c>.</summary>
    private static bool NeedsAny(
        ManifestObject wanted, IReadOnlyList<ManifestObject> missing, ReconcileRequest request) =>
        missing.Any(m => m.Kind is "Namespace"
            ? m.Name == NamespaceOf(wanted, request)
            : wanted.Group.Length > 0 && m.Name.EndsWith("." + wanted.Group, StringComparison.Ordinal));

    private static string NamespaceOf(ManifestObject wanted, ReconcileRequest request) =>
        wanted.Namespace ?? request.Environment.Namespace;

    private static Reconciler.Direct SettingsOf(ReconcileRequest request) =>
        request.Environment.Reconciler as Reconciler.Direct
        ?? throw new InvalidOperationException($"environment {request.Environment.Name} is not reconciled by the daemon itself");
}
