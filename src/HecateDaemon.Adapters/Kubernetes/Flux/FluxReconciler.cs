using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Asks Flux to look at once, and reads from its own status what it has applied.</summary>
internal sealed class FluxReconciler(Clusters clusters, IReadManifests manifests) : IReconcile
{
    private const string RequestedAt = "reconcile.fluxcd.io/requestedAt";

    public string Kind => "flux";

    /// <summary>Flux acts when the annotation's value changes: one mark is one reconciliation, however often it is asked.</summary>
    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var flux = SettingsOf(request);
        var cluster = clusters.Of(request.Environment);
        foreach (var (group, kind, name) in Objects(flux))
        {
            var type = await FindTypeAsync(cluster, group, kind, ct)
                ?? throw NeedsPerson(NotInstalled(request, group));
            var live = await cluster.FindAsync(type, flux.Namespace, name, ct)
                ?? throw NeedsPerson(NotThere(request, flux, kind, name));
            if (live.TextAt("metadata", "annotations", RequestedAt) != request.Mark)
            {
                await cluster.AnnotateAsync(type, flux.Namespace, name, RequestedAt, request.Mark, ct);
            }
        }

        return $"asked GitRepository {flux.Namespace}/{flux.GitRepository} and Kustomization " +
               $"{flux.Namespace}/{flux.Kustomization} to reconcile ({RequestedAt}={request.Mark})";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var flux = SettingsOf(request);
        var cluster = clusters.Of(request.Environment);
        var found = new List<FluxObject>();
        foreach (var (group, kind, name) in Objects(flux))
        {
            if (await FindTypeAsync(cluster, group, kind, ct) is not { } type)
            {
                return new RevisionSeen.Halted(NotInstalled(request, group));
            }

            if (await cluster.FindAsync(type, flux.Namespace, name, ct) is not { } live)
            {
                return new RevisionSeen.Halted(NotThere(request, flux, kind, name));
            }

            found.Add(new($"{kind} {flux.Namespace}/{name}", live));
        }

        return await JudgeAsync(request, source: found[0], kustomization: found[1], ct);
    }

    private async Task<RevisionSeen> JudgeAsync(
        ReconcileRequest request, FluxObject source, FluxObject kustomization, CancellationToken ct)
    {
        var revision = kustomization.Live.TextAt("status", "lastAppliedRevision");
        var applied = kustomization is { IsReady: true, IsObserved: true } ? FluxRevision.CommitIn(revision) : null;
        var evidence = $"{kustomization.Called} is Ready with {revision}";
        if (applied is { } commit && await IsInAsync(request, commit, ct))
        {
            return new RevisionSeen.Applied(commit, evidence);
        }

        if (kustomization.IsSuspended || source.IsSuspended)
        {
            var suspended = kustomization.IsSuspended ? kustomization : source;
            return new RevisionSeen.Halted(
                $"{suspended.Called} is suspended (spec.suspend): nothing is applied until it is resumed");
        }

        if (source.IsFailing)
        {
            return new RevisionSeen.Failing(source.Says);
        }

        // A failure is held against our commit only if that is what was attempted. status.observedGeneration cannot tell:
        // it stays behind while Flux fails.
        var attempted = FluxRevision.CommitIn(kustomization.Live.TextAt("status", "lastAttemptedRevision"));
        if (kustomization.IsFailing && attempted is { } tried && await IsInAsync(request, tried, ct))
        {
            return new RevisionSeen.Failing(kustomization.Says);
        }

        var fetched = source.Live.TextAt("status", "artifact", "revision") ?? "nothing";
        return applied is { } earlier
            ? new RevisionSeen.Applied(earlier, evidence)
            : new RevisionSeen.Pending(
                $"{kustomization.Says}; it has applied {revision ?? "nothing"}, and {source.Called} has fetched {fetched}");
    }

    private async Task<bool> IsInAsync(ReconcileRequest request, CommitId later, CancellationToken ct) =>
        later == request.Commit ||
        await manifests.ContainsAsync(request.Environment.GitOpsRepository, later, request.Commit, ct);

    private static (string Group, string Kind, string Name)[] Objects(Reconciler.Flux flux) =>
    [
        ("source.toolkit.fluxcd.io", "GitRepository", flux.GitRepository),
        ("kustomize.toolkit.fluxcd.io", "Kustomization", flux.Kustomization),
    ];

    private static async Task<ResourceType?> FindTypeAsync(
        ClusterApi cluster, string group, string kind, CancellationToken ct) =>
        await cluster.FindGroupAsync(group, ct) is { } version ? await cluster.FindTypeAsync(version, kind, ct) : null;

    private static Reconciler.Flux SettingsOf(ReconcileRequest request) =>
        request.Environment.Reconciler as Reconciler.Flux
        ?? throw new InvalidOperationException($"environment {request.Environment.Name} is not reconciled by Flux");

    private static string NotInstalled(ReconcileRequest request, string group) =>
        $"the cluster of environment {request.Environment.Name} does not know {group}: Flux is not installed there";

    private static string NotThere(ReconcileRequest request, Reconciler.Flux flux, string kind, string name) =>
        $"there is no {kind} {flux.Namespace}/{name} in the cluster of environment {request.Environment.Name}";

    private static OutsideWorldException NeedsPerson(string message) => new(message) { NeedsPerson = true };
}
