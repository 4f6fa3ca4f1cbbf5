using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Makes a deployment active: the checklist is proven now, then the environment's slot is taken, and what follows from the
/// slot is <see cref="OnSlotTakenActivateDeployment"/>'s, which also does it after a crash in between. A deployment that
/// changes while all this goes on is not what was proven: it is not opened, and the slot is given back.
/// </summary>
public sealed class OpeningDesk(
    DeploymentDesk desk, DeploymentStreams streams, SlotDesk slots, EntryProofs proofs, IEnumerable<IRefuseOpening> refusals)
{
    public async Task<Accepted> OpenAsync(DeploymentId id, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        if (await RefusedAsync(loaded.State, ct) is { } refusal)
        {
            return new(refusal, loaded.State, loaded.Version);
        }

        var checklist = loaded.State.Phase is Phase.Pending ? await proofs.ProveAsync(loaded.State, ct) : [];
        // Looking outside takes its time, and a repeat of this very request may have been carried out meanwhile.
        var now = await streams.LoadAsync(id, ct);
        // Of a rollback nothing is proven, and nothing keeps it from being opened.
        var seen = loaded.State.RollbackOf is null ? loaded.Version : (long?)null;
        return await ActivateAsync(now, new OpenDeployment(id, issued, checklist) { SeenVersion = seen }, checklist, ct);
    }

    public async Task<Accepted> ResumeAsync(DeploymentId id, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        return await SupersededAsync(loaded.State, ct) is { } refusal
            ? new(refusal, loaded.State, loaded.Version)
            : await ActivateAsync(loaded, new ResumeDeployment(id, issued), checklist: null, ct);
    }

    /// <summary>The way back is not refused here: whatever stands in its way is told on the road, where a person sees it.</summary>
    private async Task<Refusal?> RefusedAsync(Deployment seen, CancellationToken ct)
    {
        if (seen is not { Phase: Phase.Pending, RollbackOf: null })
        {
            return null;
        }

        foreach (var each in refusals)
        {
            if (await each.RefuseAsync(seen, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Going on with a version after another one was shipped over it would be a rollback by the back door.</summary>
    private async Task<Refusal?> SupersededAsync(Deployment seen, CancellationToken ct)
    {
        if (seen.Phase is not Phase.Paused)
        {
            return null;
        }

        var environment = await slots.LookAsync(seen.Environment, seen.DivisionId, ct);
        return environment.Shipped.GetValueOrDefault(seen.DivisionId) is [.., var last] && last.HappenedAt > seen.ChangedAt
            ? Refusal.Because(
                "deployment_superseded",
                $"{last.DeploymentId} brought {last.Version} to {seen.Environment} since {seen.Id} was shelved: roll that one back, or ship {seen.Version} anew")
            : null;
    }

    private async Task<Accepted> ActivateAsync(
        Loaded loaded, DeploymentCommand command, IReadOnlyList<ChecklistItem>? checklist, CancellationToken ct)
    {
        var (foreseen, isSettled) = DeploymentDesk.Foresee(loaded, command);
        if (isSettled)
        {
            return new(foreseen, loaded.State, loaded.Version);
        }

        var wish = new SlotTaken
        {
            Environment = loaded.State.Environment,
            DivisionId = loaded.State.DivisionId,
            DeploymentId = loaded.State.Id,
            Version = loaded.State.Version,
            Turn = loaded.State.Turn + 1,
            EntryChecklist = checklist,
            SeenVersion = command.SeenVersion,
            HappenedAt = command.Issued.At,
        };
        if (await slots.TakeAsync(wish, loaded.State.RollbackOf?.DeploymentId, command.Issued, ct) is { } refusal)
        {
            return new(refusal, loaded.State, loaded.Version);
        }

        // The policy may come first: then what it did is what is answered.
        var accepted = await desk.AcceptAsync(
            command with { OnlyTurn = loaded.State.Turn, Issued = command.Issued with { OnlyAt = null } }, ct);
        await slots.ReleaseUnusedAsync(wish, accepted, command.Issued, ct);
        return accepted;
    }
}
