namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The entry checklist was satisfied and the environment's slot is this deployment's. Nothing outside has been touched yet.</summary>
public sealed record DeploymentOpened : DeploymentEvent
{
    public required IReadOnlyList<ChecklistItem> EntryChecklist { get; init; }
}
