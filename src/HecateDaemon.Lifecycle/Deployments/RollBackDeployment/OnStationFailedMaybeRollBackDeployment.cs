using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Policy: a failure on the road rolls the deployment back, where the environment says so.</summary>
internal sealed class OnStationFailedMaybeRollBackDeployment(RollbackDesk desk, TimeProvider clock) : IPolicy
{
    public string Name => "on_station_failed_maybe_roll_back_deployment";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is StationFailed { Plan.OnFailure: FailurePolicy.RollBack, IsRollback: false, TakesBack: false } failed)
        {
            var issued = Issued.Following(stored, Name, clock.GetUtcNow());
            await desk.RollBackAsync(failed.DeploymentId, failed.Reason, target: null, failed.Turn, issued, ct);
        }
    }
}
