using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Concludes a deployment for a person: as shipped, or, if it is being rolled back by a deployment that is itself no longer
/// active, as rolled back. Otherwise a rollback that failed would keep the one that it was to undo open for ever.
/// </summary>
public sealed class ConcludingDesk(DeploymentDesk desk, DeploymentStreams streams)
{
    public async Task<Accepted> ConcludeAsync(DeploymentId id, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        var stopped = loaded.State.Rollback is { } rollback &&
            (await streams.LoadAsync(rollback.RollbackId, ct)).State.Phase is Phase.Paused or Phase.Completed;
        return await desk.AcceptAsync(new ConcludeDeployment(id, issued, stopped ? Outcome.RolledBack : Outcome.Shipped), ct);
    }
}
