using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>
/// The scheduled round: for every release that should be running, the environment is compared with the head of its GitOps
/// branch, and its reconciler is asked for that head where it has another revision. Then the cluster itself is compared.
/// </summary>
public sealed partial class ReconcileRound(
    ShippingCatalogue catalogue,
    LiveReleases live,
    Reconcilers reconcilers,
    IReadManifests gitOps,
    DriftDetection drift,
    IEnumerable<ILookAfterReleases> others,
    IEnumerable<ILookAfterEnvironments> watchers,
    LeaderGuard guard,
    ILogger<ReconcileRound> logger) : ILoopRound
{
    public string Name => "reconcile";

    public TimeSpan Interval => catalogue.Loops.Reconcile;

    public async Task<RoundOutcome> RunAsync(CancellationToken ct)
    {
        var troubles = live.HalfWay.Select(HalfWay.Tell).ToList();
        var seen = 0;
        var heads = new Dictionary<EnvironmentName, CommitId?>();
        foreach (var releases in live.All.GroupBy(r => r.Environment))
        {
            var divisions = releases.Select(r => catalogue.Divisions.GetValueOrDefault(r.DivisionId)).OfType<Division>().ToList();
            if (catalogue.Environments.TryGetValue(releases.Key, out var environment) && divisions is not [])
            {
                await guard.TryActAsync(environment.Name, async acting =>
                {
                    seen += divisions.Count;
                    (heads[environment.Name], var found) = await ReconcileAsync(environment, divisions, acting);
                    troubles.AddRange(found);
                }, ct);
            }
        }

        foreach (var release in live.All)
        {
            await guard.TryActAsync(release.Environment, async acting => troubles.AddRange(await LookAfterAsync(release, acting)), ct);
        }

        foreach (var environment in catalogue.Environments.Values.OrderBy(e => e.Name.ToString(), StringComparer.Ordinal))
        {
            var head = heads.GetValueOrDefault(environment.Name);
            await guard.TryActAsync(environment.Name, async acting => troubles.AddRange(await LookAfterAsync(environment, head, acting)), ct);
        }

        return troubles.Count > 0
            ? new(Healthy: false, string.Join("; ", troubles))
            : new(Healthy: true, $"{seen} releases are as their GitOps repositories want them{guard.Elsewhere}");
    }

    /// <summary>What is not as it should be. One that cannot be reached does not keep the others waiting.</summary>
    private async Task<(CommitId? Head, IReadOnlyList<string> Troubles)> ReconcileAsync(
        TargetEnvironment environment, IReadOnlyList<Division> divisions, CancellationToken ct)
    {
        var troubles = new List<string>();
        var settled = new List<Division>();
        CommitId? head = null;
        foreach (var division in divisions)
        {
            var where = $"{division.Id} in {environment.Name}";
            try
            {
                head ??= await gitOps.HeadAsync(environment.GitOpsRepository, environment.Branch, ct);
                var (isSettled, trouble) = await ReconcileAsync(environment, division, head.Value, ct);
                troubles.AddRange(trouble is null ? [] : [$"{where}: {trouble}"]);
                settled.AddRange(isSettled ? [division] : []);
            }
            catch (OutsideWorldException e)
            {
                NotReconciled(e, division.Id.ToString(), environment.Name.ToString());
                troubles.Add($"{where}: {e.Message}");
            }
        }

        if (head is { } revision && settled is not [] && environment.Reconciler is not Reconciler.Directory)
        {
            troubles.AddRange(await TryDetectAsync(environment, settled, revision, ct));
        }

        return (head, troubles);
    }

    private async Task<List<string>> LookAfterAsync(TargetEnvironment environment, CommitId? head, CancellationToken ct)
    {
        var troubles = new List<string>();
        foreach (var watcher in watchers)
        {
            try
            {
                await watcher.LookAsync(environment, [.. live.All.Where(r => r.Environment == environment.Name)], head, ct);
            }
            catch (OutsideWorldException e)
            {
                troubles.Add($"{environment.Name}: {e.Message}");
            }
        }

        return troubles;
    }

    private async Task<List<string>> LookAfterAsync(DeploymentConcluded release, CancellationToken ct)
    {
        var troubles = new List<string>();
        foreach (var other in others)
        {
            try
            {
                troubles.AddRange(await other.LookAsync(release, ct) is { } trouble ? [trouble] : Array.Empty<string>());
            }
            catch (OutsideWorldException e)
            {
                troubles.Add($"{release.DivisionId} in {release.Environment}: {e.Message}");
            }
        }

        return troubles;
    }

    /// <summary>Settled: the reconciler is not about to change anything, so what differs will stay so.</summary>
    private async Task<(bool IsSettled, string? Trouble)> ReconcileAsync(
        TargetEnvironment environment, Division division, CommitId head, CancellationToken ct)
    {
        var request = new ReconcileRequest(environment, division, head, head.ToString());
        var reconciler = reconcilers.For(environment);
        var seen = await reconciler.SeeAsync(request, ct);
        if (seen is RevisionSeen.Applied applied && applied.Commit == head)
        {
            return (true, null);
        }

        if (seen is RevisionSeen.Halted halted)
        {
            return (true, halted.Reason);
        }

        await reconciler.RequestAsync(request, ct);
        return seen is RevisionSeen.Failing failing ? (true, failing.Reason) : (false, null);
    }

    private async Task<IReadOnlyList<string>> TryDetectAsync(
        TargetEnvironment environment, IReadOnlyList<Division> divisions, CommitId head, CancellationToken ct)
    {
        try
        {
            var found = await drift.LookAsync(environment, divisions, head, "reconcile_round", ct);
            return [.. found.Select(d => $"{environment.Name} drifted: {d}")];
        }
        catch (OutsideWorldException e)
        {
            NotCompared(e, environment.Name.ToString());
            return [$"{environment.Name} could not be compared: {e.Message}"];
        }
    }

    [LoggerMessage(4101, LogLevel.Warning, "{Division} in {Environment} could not be compared with its GitOps repository; the next round tries again")]
    private partial void NotReconciled(Exception exception, string division, string environment);

    [LoggerMessage(4102, LogLevel.Warning, "The cluster of {Environment} could not be compared with its GitOps repository; the next round tries again")]
    private partial void NotCompared(Exception exception, string environment);
}
