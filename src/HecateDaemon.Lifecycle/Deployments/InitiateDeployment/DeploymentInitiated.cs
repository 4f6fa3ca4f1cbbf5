using System.Text.Json.Serialization;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>A deployment was born, pending.</summary>
public sealed record DeploymentInitiated : DeploymentEvent
{
    public required Plan Plan { get; init; }

    /// <summary>Set where this deployment is the forward road of a rollback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RollbackOf? RollbackOf { get; init; }
}
