using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The daemon itself applies the plain manifests of a commit, server-side and never by force. Each object carries the commit
/// in an annotation, so that the cluster alone says what it has. Objects that left Git stay in the cluster (no pruning yet).
/// </summary>
internal sealed class DirectReconciler(Clusters clusters, IReadManifests manifests) : IReconcile
{
    internal const string RevisionAnnotation = "hecate.social/revision";

    public string Kind => "direct";

    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var cluster = clusters.Of(request.Environment);
        var objects = await ReadAsync(request, ct);
        var foundations = objects.Where(IsFoundation).ToList();
        var rest = objects.Where(o => !IsFoundation(o)).ToList();

        // Everything is tried before anything is applied, except what can only be tried once its namespace or kind is there.
        var missing = await MissingAsync(cluster, foundations, ct);
        await ApplyAsync(cluster, request, [.. foundations, .. rest.Where(o => !NeedsAny(o, missing, request))], isDryRun: true, ct);
        await ApplyAsync(cluster, request, foundations, isDryRun: false, ct);
        await ApplyAsync(cluster, request, [.. rest.Where(o => NeedsAny(o, missing, request))], isDryRun: true, ct);
        await ApplyAsync(cluster, request, rest, isDryRun: false, ct);
        return $"applied {objects.Count} objects of '{request.Path}' at {request.Commit}: {string.Join(", ", objects.Select(o => $"{o.Kind} {o.Name}"))}";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var cluster = clusters.Of(request.Environment);
        var objects = await ReadAsync(request, ct);
        var seen = new HashSet<CommitId>();
        foreach (var wanted in objects)
        {
            var type = await cluster.FindTypeAsync(wanted.ApiVersion, wanted.Kind, ct);
            var live = type is null ? null : await cluster.FindAsync(type, NamespaceOf(wanted, request), wanted.Name, ct);
            var revision = live?.TextAt("metadata", "annotations", RevisionAnnotation);
            if (!CommitId.TryParse(revision, out var commit))
            {
                return new RevisionSeen.Pending($"{wanted.Kind} {wanted.Name} is {(live is null ? "not in the cluster" : "there, but not by us")}");
            }

            seen.Add(commit);
        }

        return seen.Count is 1
            ? new RevisionSeen.Applied(seen.First(), $"all {objects.Count} objects of '{request.Path}' carry {RevisionAnnotation}={seen.First()}")
            : new RevisionSeen.Pending($"the objects of '{request.Path}' are at {string.Join(" and ", seen)}");
    }

    private async Task<IReadOnlyList<ManifestObject>> ReadAsync(ReconcileRequest request, CancellationToken ct) =>
        PlainManifests.Read(request.Path, await manifests.ReadAsync(request.Environment.GitOpsRepository, request.Commit, request.Path, ct));

    private static async Task ApplyAsync(
        ClusterApi cluster, ReconcileRequest request, IReadOnlyList<ManifestObject> objects, bool isDryRun, CancellationToken ct)
    {
        foreach (var wanted in objects)
        {
            var type = await cluster.FindTypeAsync(wanted.ApiVersion, wanted.Kind, ct) ?? throw new OutsideWorldException(
                $"the cluster of environment {request.Environment.Name} does not know {wanted.ApiVersion} {wanted.Kind} (in {wanted.File}): is its definition installed?");
            await cluster.ApplyAsync(type, NamespaceOf(wanted, request), wanted.Marked(RevisionAnnotation, request.Commit.ToString()), isDryRun, ct);
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
    private static bool NeedsAny(ManifestObject wanted, IReadOnlyList<ManifestObject> missing, ReconcileRequest request) => missing.Any(m =>
        m.Kind is "Namespace"
            ? m.Name == NamespaceOf(wanted, request)
            : wanted.Group.Length > 0 && m.Name.EndsWith("." + wanted.Group, StringComparison.Ordinal));

    private static string NamespaceOf(ManifestObject wanted, ReconcileRequest request) => wanted.Namespace ?? request.Environment.Namespace;
}
