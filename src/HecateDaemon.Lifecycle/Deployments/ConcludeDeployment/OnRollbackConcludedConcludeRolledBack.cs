using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Policy: when a rollback is concluded, the deployment that it undid is concluded as rolled back; so it is when the rollback
/// was itself rolled back, for then another version runs.
/// </summary>
internal sealed class OnRollbackConcludedConcludeRolledBack(DeploymentDesk desk, TimeProvider clock) : IPolicy
{
    public string Name => "on_rollback_concluded_conclude_rolled_back";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is DeploymentConcluded { RollbackOf: { } undone })
        {
            var issued = Issued.Following(stored, Name, clock.GetUtcNow());
            await desk.AcceptAsync(new ConcludeDeployment(undone.DeploymentId, issued, Outcome.RolledBack), ct);
        }
    }
}
