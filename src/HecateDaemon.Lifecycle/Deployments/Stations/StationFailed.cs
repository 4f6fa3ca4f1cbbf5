using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The way to the next station ended badly. What follows is the environment's failure policy.</summary>
public abstract record StationFailed : DeploymentEvent
{
    /// <summary>What was seen, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Copied from the deployment's plan by the decider, so that a policy needs no look-up.</summary>
    public Plan? Plan { get; init; }

    /// <summary>In which of its active periods, counted from 1; copied by the decider as well.</summary>
    public int Turn { get; init; }

    /// <summary>True where a strategy's commits are taken back first; <see cref="StrategyAborted"/> then tells of the end of that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TakesBack { get; init; }

    /// <summary>True for a rollback: then there is nothing to roll back to, and it is shelved.</summary>
    public bool IsRollback { get; init; }
}
