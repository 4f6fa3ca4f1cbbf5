using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Loads a deployment from its stream. What was read before is kept for a while, since events never change: only what came
/// after it is read, and always read.
/// </summary>
public sealed class DeploymentStreams(IEventLog log, EventCodec codec)
{
    public const string Prefix = "deployment-";

    /// <summary>More than are ever under way at once; beyond it, everything is forgotten and read again.</summary>
    private const int Kept = 512;

    private readonly ConcurrentDictionary<DeploymentId, Loaded> known = new();

    public static string NameOf(DeploymentId id) => Prefix + id;

    /// <summary>The deployment as its events have made it; unborn where there are none.</summary>
    public async Task<Loaded> LoadAsync(DeploymentId id, CancellationToken ct)
    {
        var before = known.GetValueOrDefault(id, Loaded.Nothing);
        var loaded = before;
        await foreach (var stored in log.ReadStreamAsync(NameOf(id), loaded.Version, ct))
        {
            loaded = loaded.After(stored, (DeploymentEvent)codec.Decode(stored));
        }

        if (!ReferenceEquals(loaded, before))
        {
            Keep(id, loaded);
        }

        return loaded;
    }

    /// <summary>Only of deployments that are not at their end: of the others there are ever more.</summary>
    private void Keep(DeploymentId id, Loaded loaded)
    {
        if (loaded.State.Phase is Phase.Completed)
        {
            known.TryRemove(id, out _);
            return;
        }

        if (known.Count >= Kept)
        {
            known.Clear();
        }

        known.AddOrUpdate(id, loaded, (_, other) => other.Version > loaded.Version ? other : loaded);
    }
}
