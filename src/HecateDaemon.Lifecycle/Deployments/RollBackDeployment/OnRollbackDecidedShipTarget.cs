using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Policy: a decided rollback becomes a deployment of the target version, which takes over the slot and is opened.</summary>
internal sealed class OnRollbackDecidedShipTarget(DeploymentDesk desk, OpeningDesk opening, TimeProvider clock) : IPolicy
{
    public string Name => "on_rollback_decided_ship_target";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is not RollbackDecided decided)
        {
            return;
        }

        var initiate = Issued.Following(stored, Name, clock.GetUtcNow());
        var open = initiate with { CommandId = NameBasedId.From(stored.Id, $"{Name}/open") };
        var rollbackOf = new RollbackOf(decided.DeploymentId, decided.Version, decided.Reason);
        await desk.AcceptAsync(
            new InitiateDeployment(
                decided.RollbackId,
                initiate,
                decided.DivisionId,
                decided.Environment,
                decided.TargetVersion,
                decided.Plan,
                rollbackOf),
            ct);
        await opening.OpenAsync(decided.RollbackId, open, ct);
    }
}
