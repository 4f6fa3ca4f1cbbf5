using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Makes a deployment active: the checklist is proven now, then the environment's slot is taken, and what follows from the
/// slot is <see cref="OnSlotTakenActivateDeployment"/>'s, which also does it after a crash in between.
/// </summary>
public sealed class OpeningDesk(
    DeploymentDesk desk, DeploymentStreams streams, SlotDesk slots, EntryProofs proofs)
{
    public async Task<Accepted> OpenAsync(DeploymentId id, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        var checklist = loaded.State.Phase is Phase.Pending ? await proofs.ProveAsync(loaded.State, ct) : [];
        var command = new OpenDeployment(id, issued, checklist);
        return await ActivateAsync(loaded, command, checklist, turn: 1, ct);
    }

    public async Task<Accepted> ResumeAsync(DeploymentId id, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        return await ActivateAsync(loaded, new ResumeDeployment(id, issued), checklist: null, loaded.State.Turn + 1, ct);
    }

    private async Task<Accepted> ActivateAsync(
        Loaded loaded, DeploymentCommand command, IReadOnlyList<ChecklistItem>? checklist, int turn, CancellationToken ct)
    {
        var foreseen = DeploymentDesk.Foresee(loaded, command);
        if (foreseen.Events is [])
        {
            return new(foreseen, loaded.State, loaded.Version);
        }

        var wish = new SlotTaken
        {
            Environment = loaded.State.Environment,
            DivisionId = loaded.State.DivisionId,
            DeploymentId = loaded.State.Id,
            Version = loaded.State.Version,
            Turn = turn,
            EntryChecklist = checklist,
            HappenedAt = command.Issued.At,
        };
        var refusal = await slots.TakeAsync(wish, loaded.State.RollbackOf?.DeploymentId, command.Issued, ct);
        return refusal is null
            ? await desk.AcceptAsync(command with { Issued = command.Issued with { OnlyAt = null } }, ct)
            : new(refusal, loaded.State, loaded.Version);
    }
}
