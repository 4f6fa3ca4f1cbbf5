using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The one way in for commands: load, decide, append at the expected version, and only then answer.</summary>
public sealed class DeploymentDesk(DeploymentStreams streams, IEventLog log, EventCodec codec)
{
    /// <summary>Each lost race means that somebody else's command was stored meanwhile; more in a row is not contention but a fault.</summary>
    private const int MaxRaces = 16;

    public async Task<Accepted> AcceptAsync(DeploymentCommand command, CancellationToken ct)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var loaded = await streams.LoadAsync(command.Id, ct);
            var (decision, isSettled) = Foresee(loaded, command);
            if (isSettled)
            {
                return new(decision, loaded.State, loaded.Version);
            }

            var outcome = await log.AppendAsync(
                DeploymentStreams.NameOf(command.Id), loaded.Version, Encode(decision.Events, command), ct);
            if (outcome is AppendOutcome.Appended appended)
            {
                return new(decision, decision.Events.Aggregate(loaded.State, (s, e) => s.Evolve(e)), appended.Version);
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on {command.Id}");
    }

    /// <summary>
    /// What would be decided now; nothing is stored. Settled: there is nothing to store, because it is refused, is so
    /// already, or was carried out before: then the decision is the one of that time.
    /// </summary>
    internal static (Decision<DeploymentEvent> Decision, bool IsSettled) Foresee(Loaded loaded, DeploymentCommand command)
    {
        if (loaded.CausedBy(command.Issued.CommandId) is [var first, ..] caused)
        {
            return (command.IsAnsweredBy(first) ? new Decision<DeploymentEvent>(caused, Refusal: null) : KeyReused(command), true);
        }

        var decision = DeploymentDecider.Decide(loaded.State, command);
        return decision.Refusal is not null ? (decision, true)
            : command.Issued.OnlyAt is { } known && known != loaded.Version
            ? (Refusal.Because(Refusal.StaleVersion, $"{command.Id} is at version {loaded.Version}, not {known}: look at it again"), true)
            : decision.Events is [_, ..] && command.SeenVersion is { } seen && seen != loaded.Version ? (Changed(loaded), true)
            : (decision, decision.Events is []);
    }

    private static Refusal Changed(Loaded loaded) => Refusal.Because(
        "deployment_changed",
        $"{loaded.State.Id} changed while it was looked at, the last time by {loaded.Last!.Type} from {EventCodec.MetadataOf(loaded.Last).Actor.Name}: look at it, and ask again");

    private static Refusal KeyReused(DeploymentCommand command) => Refusal.Because(
        "idempotency_key_reused", $"this Idempotency-Key stands for another request to {command.Id}: take a new one");

    private List<NewEvent> Encode(IReadOnlyList<DeploymentEvent> happened, DeploymentCommand command)
    {
        var metadata = command.Issued.Metadata(command.Because);
        return [.. happened.Select((e, i) => codec.Encode(e, i, metadata))];
    }
}
