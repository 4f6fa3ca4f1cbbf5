using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>
/// The scheduled round: for every release that should be running, the environment is compared with the head of its GitOps
/// branch, and its reconciler is asked for that head where it has another revision.
/// </summary>
public sealed partial class ReconcileRound(
    ShippingCatalogue catalogue,
    LiveReleases live,
    Reconcilers reconcilers,
    IReadManifests gitOps,
    ILogger<ReconcileRound> logger) : ILoopRound
{
    public string Name => "reconcile";

    public TimeSpan Interval => catalogue.Loops.Reconcile;

    public async Task<RoundOutcome> RunAsync(CancellationToken ct)
    {
        var seen = live.HalfWay.Select(h => (Healthy: false, What: HalfWay.Tell(h))).ToList();
        foreach (var release in live.All)
        {
            if (catalogue.Environments.TryGetValue(release.Environment, out var environment) &&
                catalogue.Divisions.TryGetValue(release.DivisionId, out var division))
            {
                seen.Add(await TryReconcileAsync(environment, division, ct));
            }
        }

        var troubles = seen.Where(s => !s.Healthy).Select(s => s.What).ToList();
        return troubles.Count > 0
            ? new(Healthy: false, string.Join("; ", troubles))
            : new(Healthy: true, $"{seen.Count} releases are as their GitOps repositories want them");
    }

    /// <summary>One environment that cannot be reached does not keep the others waiting.</summary>
    private async Task<(bool Healthy, string What)> TryReconcileAsync(
        TargetEnvironment environment, Division division, CancellationToken ct)
    {
        var where = $"{division.Id} in {environment.Name}";
        try
        {
            return await ReconcileAsync(environment, division, where, ct);
        }
        catch (OutsideWorldException e)
        {
            NotReconciled(e, division.Id.ToString(), environment.Name.ToString());
            return (false, $"{where}: {e.Message}");
        }
    }

    private async Task<(bool Healthy, string What)> ReconcileAsync(
        TargetEnvironment environment, Division division, string where, CancellationToken ct)
    {
        var head = await gitOps.HeadAsync(environment.GitOpsRepository, environment.Branch, ct);
        var request = new ReconcileRequest(environment, division, head, head.ToString());
        var reconciler = reconcilers.For(environment);
        var seen = await reconciler.SeeAsync(request, ct);
        if (seen is RevisionSeen.Applied applied && applied.Commit == head)
        {
            return (true, $"{where}: {head} is applied");
        }

        if (seen is RevisionSeen.Halted halted)
        {
            return (false, $"{where}: {halted.Reason}");
        }

        await reconciler.RequestAsync(request, ct);
        return seen is RevisionSeen.Failing failing ? (false, $"{where}: {failing.Reason}") : (true, $"{where}: asked for {head}");
    }

    [LoggerMessage(4101, LogLevel.Warning, "{Division} in {Environment} could not be compared with its GitOps repository; the next round tries again")]
    private partial void NotReconciled(Exception exception, string division, string environment);
}
