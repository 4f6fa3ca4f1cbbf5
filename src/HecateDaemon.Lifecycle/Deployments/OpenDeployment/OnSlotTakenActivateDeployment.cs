using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Policy: who has the slot becomes active. Usually that has happened already, in the same request; this finishes what a
/// crash interrupted, in the name of the one who asked.
/// </summary>
internal sealed class OnSlotTakenActivateDeployment(DeploymentDesk desk, SlotDesk slots) : IPolicy
{
    public string Name => "on_slot_taken_activate_deployment";

    public async Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        if (happened is SlotTaken taken)
        {
            var metadata = EventCodec.MetadataOf(stored);
            var issued = new Issued(metadata.CommandId, metadata.Actor, taken.HappenedAt, metadata.CorrelationId, metadata.CausationId);
            DeploymentCommand command = taken.EntryChecklist is { } checklist
                ? new OpenDeployment(taken.DeploymentId, issued, checklist)
                : new ResumeDeployment(taken.DeploymentId, issued);
            var accepted = await desk.AcceptAsync(command with { OnlyTurn = taken.Turn - 1, SeenVersion = taken.SeenVersion }, ct);
            await slots.ReleaseUnusedAsync(taken, accepted, issued, ct);
        }
    }
}
