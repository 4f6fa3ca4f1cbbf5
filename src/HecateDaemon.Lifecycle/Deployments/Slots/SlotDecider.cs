using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>One active deployment per division and environment. Pure.</summary>
public static class SlotDecider
{
    /// <summary>
    /// Takes the slot; also from <paramref name="insteadOf"/>, the deployment that is being rolled back, and from
    /// <paramref name="left"/>, a holding that is known to be over although it was not released yet.
    /// </summary>
    public static Decision<SlotEvent> Take(EnvironmentSlots state, SlotTaken wish, DeploymentId? insteadOf, SlotTaken? left)
    {
        var held = state.Held.GetValueOrDefault(wish.DivisionId);
        var mine = held is not null && held.DeploymentId == wish.DeploymentId;
        var isNewer = mine && (wish.Turn > held!.Turn || (wish.Turn == held.Turn && wish.SeenVersion > held.SeenVersion));
        return mine && !isNewer ? Array.Empty<SlotEvent>()
            : state.HeldBack.TryGetValue((wish.DivisionId, wish.Version), out var hold) ? Refusal.Because(
                "version_held",
                $"{wish.Version} of {wish.DivisionId} was rolled back in {wish.Environment} ({hold.DeploymentId}: {hold.Reason}): ship another version, or lift the hold with POST /api/holds/{hold.DeploymentId}/lift")
            : held is null || mine || held.DeploymentId == insteadOf || (left is not null && state.Holds(left)) ? wish
            : Refusal.Because(
                "environment_slot_taken",
                $"{held.DeploymentId} ({held.Version}) is already active for {held.DivisionId} in {held.Environment}: conclude, shelve or roll it back first");
    }

    /// <summary>Gives the slot back. A deployment that holds it no longer, or again, changes nothing unless it shipped.</summary>
    public static Decision<SlotEvent> Release(EnvironmentSlots state, SlotReleased wish)
    {
        var known = state.Shipped.GetValueOrDefault(wish.DivisionId)?.Exists(s => s.DeploymentId == wish.DeploymentId) ?? false;
        return state.Holds(wish) || (wish.Outcome is Outcome.Shipped && !known) ? wish : Array.Empty<SlotEvent>();
    }

    /// <summary>Holds a version back, once for each rollback of it.</summary>
    public static Decision<SlotEvent> Hold(EnvironmentSlots state, VersionHeld wish) =>
        state.Holders.Contains(wish.DeploymentId) || state.IsHeldBack(wish.DivisionId, wish.Version) ? Array.Empty<SlotEvent>() : wish;

    public static Decision<SlotEvent> Lift(EnvironmentSlots state, HoldLifted wish) =>
        state.IsHeldBack(wish.DivisionId, wish.Version)
            ? wish
            : Refusal.Because("version_not_held", $"{wish.Version} of {wish.DivisionId} is not held in {wish.Environment}");
}
