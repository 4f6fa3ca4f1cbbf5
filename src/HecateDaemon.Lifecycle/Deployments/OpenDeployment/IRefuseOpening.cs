using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Looks for a reason why a pending deployment must not be opened now, whatever its checklist says.</summary>
public interface IRefuseOpening
{
    Task<Refusal?> RefuseAsync(Deployment pending, CancellationToken ct);
}
