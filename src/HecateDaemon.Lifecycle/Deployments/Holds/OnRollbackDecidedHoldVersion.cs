using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Policy: what is rolled back is held in that environment.</summary>
internal sealed class OnRollbackDecidedHoldVersion(SlotDesk slots, TimeProvider clock) : IPolicy
{
    public string Name => "on_rollback_decided_hold_version";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is not RollbackDecided decided)
        {
            return;
        }

        var wish = new VersionHeld
        {
            Environment = decided.Environment,
            DivisionId = decided.DivisionId,
            DeploymentId = decided.DeploymentId,
            Version = decided.Version,
            Turn = decided.Turn,
            Reason = decided.Reason,
            HappenedAt = decided.HappenedAt,
        };
        await slots.HoldAsync(wish, Issued.Following(stored, Name, clock.GetUtcNow()), ct);
    }
}
