using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The deployment is over.</summary>
public sealed record DeploymentConcluded : DeploymentEvent
{
    public required Outcome Outcome { get; init; }

    /// <summary>As it stood; empty where the deployment was rolled back.</summary>
    public required IReadOnlyList<ChecklistItem> ExitChecklist { get; init; }

    /// <summary>What was shipped, as the registry knew it; null where the road did not come so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Digest? Digest { get; init; }

    /// <summary>The deployment that this one undid, if it was a rollback.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RollbackOf? RollbackOf { get; init; }

    /// <summary>Its last active period, counted from 1; 0 if it ended while not active.</summary>
    public required int Turn { get; init; }
}
