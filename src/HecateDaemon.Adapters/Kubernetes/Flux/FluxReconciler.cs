using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Asks Flux to look at once, and reads from its own status what it has applied. The Kustomization is asked once its source
/// has our commit: asked before, it would apply the old one again, and wait for that.
/// </summary>
internal sealed class FluxReconciler(Clusters clusters, IReadManifests manifests) : IReconcile
{
    private readonly FluxHelmReleases helmReleases = new(manifests);
    private readonly FluxImageAutomation automation = new(manifests);

    public string Kind => "flux";

    /// <summary>Flux acts when the annotation's value changes: one mark is one reconciliation, however often it is asked.</summary>
    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var cluster = clusters.Of(request.Environment);
        var (source, kustomization) = await FindAsync(request, ct) switch
        {
            { Source: { } s, Kustomization: { } k } => (s, k),
            { Missing: var missing } => throw new OutsideWorldException(missing!) { NeedsPerson = true },
        };
        var suspended = await automation.SettleAsync(cluster, request, SettingsOf(request), ct);
        await AskAsync(cluster, source, request, ct);
        if (!await HasAsync(request, FluxRevision.Fetched(source), ct))
        {
            return $"asked {source.Called} to reconcile ({FluxObject.RequestedAt}={request.Mark}); {kustomization.Called} is " +
                   $"asked when it has fetched {request.Commit}{suspended}";
        }

        await AskAsync(cluster, kustomization, request, ct);
        return $"asked {source.Called} and {kustomization.Called} to reconcile ({FluxObject.RequestedAt}={request.Mark}){suspended}";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var (source, kustomization, missing) = await FindAsync(request, ct);
        if (source is null || kustomization is null)
        {
            return new RevisionSeen.Halted(missing!);
        }

        var seen = await JudgeAsync(request, source, kustomization, ct);
        return seen is RevisionSeen.Applied applied && await HasAsync(request, applied.Commit, ct)
            ? await helmReleases.JudgeAsync(Objects(request), request, kustomization, applied, ct)
            : seen;
    }

    private async Task<RevisionSeen> JudgeAsync(
        ReconcileRequest request, FluxObject source, FluxObject kustomization, CancellationToken ct)
    {
        var revision = kustomization.Live.TextAt("status", "lastAppliedRevision");
        var applied = kustomization is { IsReady: true, IsObserved: true } ? FluxRevision.CommitIn(revision) : null;
        if (applied is { } commit && await HasAsync(request, commit, ct))
        {
            return new RevisionSeen.Applied(commit, $"{kustomization.Called} is Ready with {revision}");
        }

        FluxObject[] both = [kustomization, source];
        if (Array.Find(both, o => o.IsSuspended) is { } suspended)
        {
            return new RevisionSeen.Halted(
                $"{suspended.Called} is suspended (spec.suspend): nothing is applied until it is resumed");
        }

        if (Array.Find(both, o => o.IsStalled) is { } stalled)
        {
            return new RevisionSeen.Halted($"{stalled.Says} (Stalled: it is not tried again until its specification changes)");
        }

        if (source.IsFailing)
        {
            return new RevisionSeen.Failing(source.Says);
        }

        // A failure is held against our commit only if that is what was attempted. status.observedGeneration cannot tell:
        // it stays behind while Flux fails.
        var attempted = FluxRevision.CommitIn(kustomization.Live.TextAt("status", "lastAttemptedRevision"));
        if (kustomization.IsFailing && await HasAsync(request, attempted, ct))
        {
            return new RevisionSeen.Failing(kustomization.Says + await DependenciesAsync(request, kustomization, ct));
        }

        return await PendingAsync(request, source, kustomization, revision, ct);
    }

    private async Task<RevisionSeen.Pending> PendingAsync(
        ReconcileRequest request, FluxObject source, FluxObject kustomization, string? revision, CancellationToken ct)
    {
        var isFetched = await HasAsync(request, FluxRevision.Fetched(source), ct);
        var asked = isFetched ? kustomization : source;
        var silent = asked.Asked == request.Mark && asked.Acknowledged != request.Mark
            ? $"; {asked.Called} has not acknowledged our request yet"
            : "";
        var fetched = source.Live.TextAt("status", "artifact", "revision") ?? "nothing";
        return new RevisionSeen.Pending(
            $"{kustomization.Says}; it has applied {revision ?? "nothing"}, and {source.Called} has fetched {fetched}{silent}" +
            await DependenciesAsync(request, kustomization, ct))
        {
            AskAgain = isFetched && kustomization.Asked != request.Mark,
            Allowed = source.Timeout(TimeSpan.FromMinutes(1)) + kustomization.Timeout(otherwise: null),
        };
    }

    /// <summary>What it waits for, each in its own words.</summary>
    private async Task<string> DependenciesAsync(ReconcileRequest request, FluxObject kustomization, CancellationToken ct)
    {
        var said = "";
        foreach (var dependency in kustomization.Live.ItemsAt("spec", "dependsOn").Take(10))
        {
            var (ns, name) = (dependency.TextAt("namespace") ?? kustomization.Namespace, dependency.TextAt("name") ?? "");
            var found = await Objects(request).FindAsync(FluxObjects.Kustomize, "Kustomization", ns, name, ct);
            said += found is null ? $"; it depends on Kustomization {ns}/{name}, which does not exist"
                : found is { IsReady: true, IsObserved: true } ? ""
                : $"; it depends on another, and {found.Says}";
        }

        return said;
    }

    private async Task<(FluxObject? Source, FluxObject? Kustomization, string? Missing)> FindAsync(
        ReconcileRequest request, CancellationToken ct)
    {
        var flux = SettingsOf(request);
        var objects = Objects(request);
        var source = await objects.FindAsync(FluxObjects.Sources, "GitRepository", flux.Namespace, flux.GitRepository, ct);
        var kustomization = await objects.FindAsync(FluxObjects.Kustomize, "Kustomization", flux.Namespace, flux.Kustomization, ct);
        var missing =
            source is null ? await objects.WhyMissingAsync(FluxObjects.Sources, "GitRepository", flux.Namespace, flux.GitRepository, ct)
            : kustomization is null ? await objects.WhyMissingAsync(FluxObjects.Kustomize, "Kustomization", flux.Namespace, flux.Kustomization, ct)
            : null;
        return (source, kustomization, missing);
    }

    private static async Task AskAsync(ClusterApi cluster, FluxObject asked, ReconcileRequest request, CancellationToken ct)
    {
        if (asked.Asked != request.Mark)
        {
            await cluster.AnnotateAsync(
                asked.Type, asked.Namespace, asked.Name, [new(FluxObject.RequestedAt, request.Mark)], ct);
        }
    }

    private async Task<bool> HasAsync(ReconcileRequest request, CommitId? later, CancellationToken ct) =>
        later is { } commit && (commit == request.Commit ||
        await manifests.ContainsAsync(request.Environment.GitOpsRepository, commit, request.Commit, ct));

    private FluxObjects Objects(ReconcileRequest request) => new(clusters.Of(request.Environment), request.Environment.Name);

    private static Reconciler.Flux SettingsOf(ReconcileRequest request) =>
        request.Environment.Reconciler as Reconciler.Flux
        ?? throw new InvalidOperationException($"environment {request.Environment.Name} is not reconciled by Flux");
}
