using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Policy: a deployment that is no longer active gives its slot back. A rollback takes it over instead.</summary>
internal sealed class OnDeploymentLeftReleaseSlot(SlotDesk slots, TimeProvider clock) : IPolicy
{
    public string Name => "on_deployment_left_release_slot";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        (DeploymentEvent Event, int Turn, Outcome? Outcome)? left = happened switch
        {
            DeploymentShelved e => (e, e.Turn, null),
            DeploymentConcluded e => (e, e.Turn, e.Outcome),
            _ => null,
        };
        if (left is not { } gone)
        {
            return;
        }

        var wish = new SlotReleased
        {
            Environment = gone.Event.Environment,
            DivisionId = gone.Event.DivisionId,
            DeploymentId = gone.Event.DeploymentId,
            Version = gone.Event.Version,
            Turn = gone.Turn,
            Outcome = gone.Outcome,
            HappenedAt = gone.Event.HappenedAt,
        };
        await slots.ReleaseAsync(wish, Issued.Following(stored, Name, clock.GetUtcNow()), ct);
    }
}
