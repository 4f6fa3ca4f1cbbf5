using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Loads a deployment from its stream. Nothing is cached: what is read is what is stored.</summary>
public sealed class DeploymentStreams(IEventLog log, EventCodec codec)
{
    public const string Prefix = "deployment-";

    public static string NameOf(DeploymentId id) => Prefix + id;

    /// <summary>The deployment as its events have made it; unborn where there are none.</summary>
    public async Task<Loaded> LoadAsync(DeploymentId id, CancellationToken ct)
    {
        var state = Deployment.Unborn;
        var happened = new Dictionary<Guid, DeploymentEvent>();
        StoredEvent? last = null;
        await foreach (var stored in log.ReadStreamAsync(NameOf(id), afterVersion: -1, ct))
        {
            var e = (DeploymentEvent)codec.Decode(stored);
            state = state.Evolve(e);
            happened[stored.Id] = e;
            last = stored;
        }

        return new(state, last, happened);
    }
}
