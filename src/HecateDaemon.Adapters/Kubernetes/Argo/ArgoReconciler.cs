using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Asks Argo CD to look at once, and reads from the Application what it has synced. It never syncs by itself: whether that
/// happens without a person is the Application's policy. Health is told and not waited for, since Argo CD calls an
/// Application healthy for a moment before its controllers have begun: the rollout is watched by the daemon.
/// </summary>
internal sealed class ArgoReconciler(Clusters clusters, IReadManifests manifests) : IReconcile
{
    private const string Group = "argoproj.io";
    private const string Refresh = "argocd.argoproj.io/refresh";

    /// <summary>Argo CD takes its own annotation away once it has looked: this one tells a repeat from a new request.</summary>
    private const string AskedFor = "hecate.social/refresh-asked-for";

    public string Kind => "argo";

    public async Task<string> RequestAsync(ReconcileRequest request, CancellationToken ct)
    {
        var argo = SettingsOf(request);
        var cluster = clusters.Of(request.Environment);
        var type = await FindTypeAsync(cluster, ct) ?? throw NeedsPerson(NotInstalled(request));
        var live = await cluster.FindAsync(type, argo.Namespace, argo.Application, ct) ?? throw NeedsPerson(NotThere(request, argo));
        if (live.TextAt("metadata", "annotations", AskedFor) != request.Mark)
        {
            await cluster.AnnotateAsync(
                type, argo.Namespace, argo.Application, [new(Refresh, "normal"), new(AskedFor, request.Mark)], ct);
        }

        return $"asked {Called(argo)} to refresh ({AskedFor}={request.Mark})";
    }

    public async Task<RevisionSeen> SeeAsync(ReconcileRequest request, CancellationToken ct)
    {
        var argo = SettingsOf(request);
        var cluster = clusters.Of(request.Environment);
        if (await FindTypeAsync(cluster, ct) is not { } type)
        {
            return new RevisionSeen.Halted(NotInstalled(request));
        }

        return await cluster.FindAsync(type, argo.Namespace, argo.Application, ct) is { } live
            ? await JudgeAsync(request, new ArgoApplication(Called(argo), live, request.Environment.GitOpsRepository), ct)
            : new RevisionSeen.Halted(NotThere(request, argo));
    }

    private async Task<RevisionSeen> JudgeAsync(ReconcileRequest request, ArgoApplication application, CancellationToken ct)
    {
        if (WhyNothingHappens(application) is { } why)
        {
            return new RevisionSeen.Halted(why);
        }

        if (application.IsOperating)
        {
            return new RevisionSeen.Pending(application.Operation);
        }

        var (compared, operated) = (application.Compared, application.Operated);
        var wasOurs = await AreInAsync(request, operated, ct);
        var isSynced = application.IsSynced && await AreInAsync(request, compared, ct);

        // A hook may fail although every object is in sync.
        if (wasOurs && application.Phase is ("Failed" or "Error") && !(isSynced && !compared.SequenceEqual(operated)))
        {
            return new RevisionSeen.Failing(application.Operation);
        }

        if (isSynced)
        {
            return Applied(application, compared[0], "");
        }

        if (wasOurs && application.Phase is "Succeeded")
        {
            // Somebody changed the cluster or pushed since; our commit was applied all the same.
            return Applied(application, operated[0], $", though it is {application.SyncStatus} since");
        }

        return application.Error is { } error ? new RevisionSeen.Failing(error)
            : application is { SyncStatus: "OutOfSync", IsAutomatic: false } ? new RevisionSeen.Halted(
                $"{application.Called} is OutOfSync and its auto-sync is off (spec.syncPolicy.automated): a person has to sync " +
                $"it, for example by argocd app sync {SettingsOf(request).Application}")
            : application.IsSynced && compared is [var earlier, ..] ? Applied(application, earlier, "")
            : new RevisionSeen.Pending(
                $"{application.Called} is {application.SyncStatus} at {string.Join(", ", compared)}, {application.Health}");
    }

    private static string? WhyNothingHappens(ArgoApplication application) =>
        application.IsLeaving ? $"{application.Called} is being deleted"
        : application.IsSkipped ? $"{application.Called} is not reconciled (argocd.argoproj.io/skip-reconcile)"
        : application.HasSource ? null
        : $"none of the sources of {application.Called} is the environment's GitOps repository";

    private static RevisionSeen.Applied Applied(ArgoApplication application, CommitId commit, string but) =>
        new(commit, $"{application.Called} has synced {commit}{but}, {application.Health}");

    private async Task<bool> AreInAsync(ReconcileRequest request, IReadOnlyList<CommitId> later, CancellationToken ct)
    {
        foreach (var commit in later)
        {
            if (commit != request.Commit &&
                !await manifests.ContainsAsync(request.Environment.GitOpsRepository, commit, request.Commit, ct))
            {
                return false;
            }
        }

        return later is not [];
    }

    private static async Task<ResourceType?> FindTypeAsync(ClusterApi cluster, CancellationToken ct) =>
        await cluster.FindGroupAsync(Group, ct) is { } version ? await cluster.FindTypeAsync(version, "Application", ct) : null;

    private static Reconciler.Argo SettingsOf(ReconcileRequest request) =>
        request.Environment.Reconciler as Reconciler.Argo
        ?? throw new InvalidOperationException($"environment {request.Environment.Name} is not reconciled by Argo CD");

    private static string Called(Reconciler.Argo argo) => $"Application {argo.Namespace}/{argo.Application}";

    private static string NotInstalled(ReconcileRequest request) =>
        $"the cluster of environment {request.Environment.Name} does not know {Group}: Argo CD is not installed there";

    private static string NotThere(ReconcileRequest request, Reconciler.Argo argo) =>
        $"there is no {Called(argo)} in the cluster of environment {request.Environment.Name}";

    private static OutsideWorldException NeedsPerson(string message) => new(message) { NeedsPerson = true };
}
