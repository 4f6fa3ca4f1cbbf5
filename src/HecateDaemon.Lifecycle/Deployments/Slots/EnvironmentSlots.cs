using System.Collections.Immutable;
using System.Diagnostics;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Who holds which slot of an environment, which versions were shipped there, oldest first, and which are held back.</summary>
public sealed record EnvironmentSlots
{
    public static EnvironmentSlots Empty { get; } = new();

    public ImmutableDictionary<DivisionId, SlotTaken> Held { get; init; } = ImmutableDictionary<DivisionId, SlotTaken>.Empty;

    public ImmutableDictionary<DivisionId, ImmutableList<SlotReleased>> Shipped { get; init; } =
        ImmutableDictionary<DivisionId, ImmutableList<SlotReleased>>.Empty;

    /// <summary>Versions that were rolled back, by the event that says so.</summary>
    public ImmutableDictionary<(DivisionId, ReleaseVersion), VersionHeld> HeldBack { get; init; } =
        ImmutableDictionary<(DivisionId, ReleaseVersion), VersionHeld>.Empty;

    /// <summary>Rollbacks that held a version back once: not again, whoever has lifted it since.</summary>
    public ImmutableHashSet<DeploymentId> Holders { get; init; } = [];

    /// <summary>The version to go back to: the last one shipped that is neither the bad one, nor the one that it was to undo, nor held back.</summary>
    public ReleaseVersion? LastGood(Deployment bad) => Shipped.GetValueOrDefault(bad.DivisionId)
        ?.FindLast(s => s.Version != bad.Version && s.Version != bad.RollbackOf?.Version && !IsHeldBack(bad.DivisionId, s.Version))?.Version;

    public EnvironmentSlots Evolve(SlotEvent happened) => happened switch
    {
        SlotTaken e => this with { Held = Held.SetItem(e.DivisionId, e) },
        SlotReleased e => this with
        {
            Held = Holds(e) ? Held.Remove(e.DivisionId) : Held,
            Shipped = e.Outcome is Outcome.Shipped
                ? Shipped.SetItem(e.DivisionId, Shipped.GetValueOrDefault(e.DivisionId, []).Add(e))
                : Shipped,
        },
        VersionHeld e => this with { HeldBack = HeldBack.SetItem((e.DivisionId, e.Version), e), Holders = Holders.Add(e.DeploymentId) },
        HoldLifted e => this with { HeldBack = HeldBack.Remove((e.DivisionId, e.Version)) },
        _ => throw new UnreachableException($"no fold for {happened.GetType().Name}"),
    };

    internal bool IsHeldBack(DivisionId division, ReleaseVersion version) => HeldBack.ContainsKey((division, version));

    internal bool Holds(SlotEvent e) =>
        Held.TryGetValue(e.DivisionId, out var held) && held.DeploymentId == e.DeploymentId && held.Turn == e.Turn &&
        (e is not SlotReleased { SeenVersion: { } seen } || held.SeenVersion == seen);
}
