using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Finds the version to go back to in the environment's own stream, and decides the rollback.</summary>
public sealed class RollbackDesk(DeploymentDesk desk, DeploymentStreams streams, SlotDesk slots)
{
    /// <summary>The target must have been concluded there before; null takes the last good one.</summary>
    public async Task<Accepted> RollBackAsync(
        DeploymentId id, string reason, ReleaseVersion? target, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        if (loaded.State.Phase is Phase.Unborn)
        {
            return await desk.AcceptAsync(new RollBackDeployment(id, issued, reason, target, id), ct);
        }

        var (environment, _) = await slots.LoadAsync(loaded.State.Environment, ct);
        if (Refuse(loaded.State, environment, target) is { } refusal)
        {
            return new(refusal, loaded.State, loaded.Version);
        }

        var to = target ?? environment.LastGood(loaded.State.DivisionId, loaded.State.Version);
        var rollbackId = DeploymentId.Parse(NameBasedId.From(issued.CommandId, $"rollback of {id}").ToString("N"));
        return await desk.AcceptAsync(new RollBackDeployment(id, issued, reason, to, rollbackId), ct);
    }

    private static Refusal? Refuse(Deployment seen, EnvironmentSlots environment, ReleaseVersion? target)
    {
        var holder = environment.Held.GetValueOrDefault(seen.DivisionId);
        var shipped = environment.Shipped.GetValueOrDefault(seen.DivisionId, []);
        return holder is not null && holder.DeploymentId != seen.Id && seen.Rollback is null
            ? Refusal.Because("environment_slot_taken", $"{holder.DeploymentId} ({holder.Version}) is active in {seen.Environment}: shelve it, or roll that one back")
            : target is { } wanted && wanted == seen.Version
            ? Refusal.Because("deployment_rollback_to_itself", $"{seen.Id} is itself {wanted}: name an older version, or none for the last good one")
            : target is { } named && !shipped.Exists(s => s.Version == named)
            ? Refusal.Because("deployment_no_rollback_target", $"{named} of {seen.DivisionId} was never concluded in {seen.Environment}: {Known(shipped)}")
            : null;
    }

    private static string Known(ImmutableList<SlotReleased> shipped) => shipped.IsEmpty
        ? "nothing was yet"
        : "there were " + string.Join(", ", shipped.Select(s => s.Version.ToString()).Distinct(StringComparer.Ordinal));
}
