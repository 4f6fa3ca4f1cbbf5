using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Finds the version to go back to in the environment's own stream, and decides the rollback.</summary>
public sealed class RollbackDesk(DeploymentDesk desk, DeploymentStreams streams, SlotDesk slots)
{
    /// <summary>The target must have been concluded there before; null takes the last good one.</summary>
    public async Task<Accepted> RollBackAsync(
        DeploymentId id, string reason, ReleaseVersion? target, int? onlyTurn, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        var rollbackId = DeploymentId.Parse(NameBasedId.From(issued.CommandId, $"rollback of {id}").ToString("N"));
        var command = new RollBackDeployment(id, issued, reason, target, rollbackId) { OnlyTurn = onlyTurn, Named = target };
        if (loaded.State.Phase is Phase.Unborn || loaded.State.Rollback is not null)
        {
            return await desk.AcceptAsync(command, ct);
        }

        var environment = await slots.LookAsync(loaded.State.Environment, loaded.State.DivisionId, ct);
        return Refuse(loaded.State, environment, target) is { } refusal
            ? new(refusal, loaded.State, loaded.Version)
            : await desk.AcceptAsync(command with { Target = target ?? environment.LastGood(loaded.State) }, ct);
    }

    private static Refusal? Refuse(Deployment seen, EnvironmentSlots environment, ReleaseVersion? target)
    {
        var holder = environment.Held.GetValueOrDefault(seen.DivisionId);
        var shipped = environment.Shipped.GetValueOrDefault(seen.DivisionId, []);
        return holder is not null && holder.DeploymentId != seen.Id
            ? Refusal.Because("environment_slot_taken", $"{holder.DeploymentId} ({holder.Version}) is active in {seen.Environment}: shelve it, or roll that one back")
            : seen.Phase is Phase.Completed && shipped is [.., var last] && last.DeploymentId != seen.Id
            ? Refusal.Because("deployment_superseded", $"{last.DeploymentId} brought {last.Version} to {seen.Environment} after {seen.Id}: roll that one back")
            : target is { } wanted && wanted == seen.Version
            ? Refusal.Because("deployment_rollback_to_itself", $"{seen.Id} is itself {wanted}: name an older version, or none for the last good one")
            : target is { } named && !shipped.Exists(s => s.Version == named)
            ? Refusal.Because("deployment_no_rollback_target", $"{named} of {seen.DivisionId} was never concluded in {seen.Environment}: {Known(shipped)}")
            : target is { } held && environment.IsHeldBack(seen.DivisionId, held)
            ? Refusal.Because("version_held", $"{held} of {seen.DivisionId} was itself rolled back in {seen.Environment}: name another one, or lift its hold first")
            : null;
    }

    private static string Known(ImmutableList<SlotReleased> shipped) => shipped.IsEmpty
        ? "nothing was yet"
        : "there were " + string.Join(", ", shipped.Select(s => s.Version.ToString()).Distinct(StringComparer.Ordinal));
}
