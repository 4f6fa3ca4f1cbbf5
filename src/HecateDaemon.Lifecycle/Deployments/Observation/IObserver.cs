namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Looks at a fresh release while its observation window is open.</summary>
public interface IObserver
{
    Task<Observed> LookAsync(Deployment deployment, CancellationToken ct);
}
