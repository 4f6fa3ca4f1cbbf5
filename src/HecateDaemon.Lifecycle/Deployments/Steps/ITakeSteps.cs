namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Takes a deployment from one step of its strategy to the next.</summary>
public interface ITakeSteps
{
    /// <summary>One look, one step; null: the strategy has none left.</summary>
    Task<Step?> NextAsync(Deployment seen, CancellationToken ct);
}
