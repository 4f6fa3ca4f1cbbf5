using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A deployment, the last event of its stream (none where it is unborn), and all of its events by their ids.</summary>
public sealed record Loaded(Deployment State, StoredEvent? Last, ImmutableDictionary<Guid, DeploymentEvent> Happened)
{
    public static Loaded Nothing { get; } = new(Deployment.Unborn, Last: null, ImmutableDictionary<Guid, DeploymentEvent>.Empty);

    /// <summary>The stream's version, -1 where it has no events.</summary>
    public long Version => Last?.Version ?? -1;

    /// <summary>With one event more.</summary>
    public Loaded After(StoredEvent stored, DeploymentEvent e) => new(State.Evolve(e), stored, Happened.SetItem(stored.Id, e));

    /// <summary>What a command caused when it was carried out before; nothing where it was not.</summary>
    public IReadOnlyList<DeploymentEvent> CausedBy(Guid commandId)
    {
        var caused = new List<DeploymentEvent>();
        while (Happened.TryGetValue(EventCodec.IdOf(commandId, caused.Count), out var happened))
        {
            caused.Add(happened);
        }

        return caused;
    }
}
