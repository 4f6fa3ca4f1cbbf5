using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The one way to an environment's slots: load, decide, append at the expected version.</summary>
public sealed class SlotDesk(DeploymentStreams streams, IEventLog log, EventCodec codec)
{
    private const int MaxRaces = 64;
    private readonly ConcurrentDictionary<EnvironmentName, (EnvironmentSlots State, long Version)> known = new();

    public static string StreamOf(EnvironmentName environment) => $"environment-{environment}";

    /// <summary>Null where the slot is the deployment's now.</summary>
    public async Task<Refusal?> TakeAsync(SlotTaken wish, DeploymentId? insteadOf, Issued issued, CancellationToken ct)
    {
        var (seen, _) = await LoadAsync(wish.Environment, ct);
        var left = await LeftAsync(seen.Held.GetValueOrDefault(wish.DivisionId), ct);
        return (await AcceptAsync(wish.Environment, s => SlotDecider.Take(s, wish, insteadOf, left?.Holding), issued, ct)).Refusal;
    }

    public Task ReleaseAsync(SlotReleased wish, Issued issued, CancellationToken ct) =>
        AcceptAsync(wish.Environment, s => SlotDecider.Release(s, wish), issued, ct);

    /// <summary>Gives a holding back that the deployment, for what happened to it meanwhile, did not make use of.</summary>
    public Task ReleaseUnusedAsync(SlotTaken taken, Accepted after, Issued issued, CancellationToken ct) =>
        after.Decision.Refusal is null ? Task.CompletedTask
        : ReleaseAsync(taken.Unused(issued.At), issued with { CommandId = NameBasedId.From(issued.CommandId, "unused") }, ct);

    public Task HoldAsync(VersionHeld wish, Issued issued, CancellationToken ct) =>
        AcceptAsync(wish.Environment, s => SlotDecider.Hold(s, wish), issued, ct);

    public Task<Decision<SlotEvent>> LiftAsync(HoldLifted wish, Issued issued, CancellationToken ct) =>
        AcceptAsync(wish.Environment, s => SlotDecider.Lift(s, wish), issued, ct);

    public async Task<(EnvironmentSlots State, long Version)> LoadAsync(EnvironmentName environment, CancellationToken ct)
    {
        // An environment's stream grows for ever and its events never change: only what is new is read, and always read.
        var (state, version) = known.GetValueOrDefault(environment, (EnvironmentSlots.Empty, -1));
        await foreach (var stored in log.ReadStreamAsync(StreamOf(environment), version, ct))
        {
            state = state.Evolve((SlotEvent)codec.Decode(stored));
            version = stored.Version;
        }

        return known.AddOrUpdate(environment, (state, version), (_, other) => other.Version > version ? other : (state, version));
    }

    /// <summary>
    /// The environment as it is for one division at this moment: what its deployment did a moment ago counts, though
    /// <see cref="OnDeploymentLeftReleaseSlot"/> may not have come to it yet.
    /// </summary>
    public async Task<EnvironmentSlots> LookAsync(EnvironmentName environment, DivisionId division, CancellationToken ct)
    {
        var (seen, _) = await LoadAsync(environment, ct);
        return await LeftAsync(seen.Held.GetValueOrDefault(division), ct) is { } left ? seen.Evolve(left.Release) : seen;
    }

    /// <summary>A holding whose deployment is no longer active in it, and the release that is to come; null where it lasts.</summary>
    private async Task<(SlotTaken Holding, SlotReleased Release)?> LeftAsync(SlotTaken? held, CancellationToken ct)
    {
        if (held is null || (await streams.LoadAsync(held.DeploymentId, ct)).State is not { Phase: not Phase.Active } holder || holder.Turn < held.Turn)
        {
            return null;
        }

        return (held, new SlotReleased
        {
            Environment = held.Environment,
            DivisionId = held.DivisionId,
            DeploymentId = held.DeploymentId,
            Version = held.Version,
            Turn = held.Turn,
            Outcome = holder.Outcome,
            HappenedAt = holder.ChangedAt,
        });
    }

    private async Task<Decision<SlotEvent>> AcceptAsync(
        EnvironmentName environment, Func<EnvironmentSlots, Decision<SlotEvent>> decide, Issued issued, CancellationToken ct)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var (state, version) = await LoadAsync(environment, ct);
            var decision = decide(state);
            var events = decision.Events.Select((e, i) => codec.Encode(e, i, issued.Metadata(reason: null))).ToList();
            if (events is [] || await log.AppendAsync(StreamOf(environment), version, events, ct) is AppendOutcome.Appended)
            {
                return decision;
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on the slots of {environment}");
    }
}
