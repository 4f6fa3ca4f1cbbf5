using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Policy: a failure on the road shelves the deployment, where the environment says so; a failed rollback always.</summary>
internal sealed class OnStationFailedMaybeShelveDeployment(DeploymentDesk desk, TimeProvider clock) : IPolicy
{
    public string Name => "on_station_failed_maybe_shelve_deployment";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is StationFailed { Plan.OnFailure: FailurePolicy.Shelve, TakesBack: false } or StationFailed { IsRollback: true, TakesBack: false })
        {
            var failed = (StationFailed)happened;
            var issued = Issued.Following(stored, Name, clock.GetUtcNow());
            await desk.AcceptAsync(
                new ShelveDeployment(failed.DeploymentId, issued, failed.Reason) { OnlyTurn = failed.Turn }, ct);
        }
    }
}
