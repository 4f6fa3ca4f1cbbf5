namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Looks at a fresh release while its observation window is open.</summary>
public interface IObserver
{
    Task<Observed> LookAsync(Deployment deployment, CancellationToken ct);
}

/// <summary>What was seen, in a sentence; not healthy means that the observation has failed.</summary>
public sealed record Observed(bool Healthy, string Evidence);
