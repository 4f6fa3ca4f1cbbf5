using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Lifts holds. A hold is known by the deployment that was rolled back.</summary>
public sealed class HoldDesk(DeploymentStreams streams, SlotDesk slots)
{
    public async Task<Accepted> LiftAsync(DeploymentId id, string reason, Issued issued, CancellationToken ct)
    {
        var loaded = await streams.LoadAsync(id, ct);
        if (loaded.State.Phase is Phase.Unborn)
        {
            return new(Refusal.Because("deployment_unknown", $"there is no deployment {id}"), loaded.State, loaded.Version);
        }

        var wish = new HoldLifted
        {
            Environment = loaded.State.Environment,
            DivisionId = loaded.State.DivisionId,
            DeploymentId = id,
            Version = loaded.State.Version,
            Turn = loaded.State.Turn,
            Reason = reason,
            HappenedAt = issued.At,
        };
        var decision = await slots.LiftAsync(wish, issued, ct);
        return new(decision.Refusal is { } refusal ? refusal : Array.Empty<DeploymentEvent>(), loaded.State, loaded.Version);
    }
}
