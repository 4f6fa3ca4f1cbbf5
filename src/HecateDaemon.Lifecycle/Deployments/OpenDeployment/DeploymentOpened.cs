using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The entry checklist was satisfied and the environment's slot is this deployment's. Nothing outside has been touched yet.</summary>
public sealed record DeploymentOpened : DeploymentEvent
{
    public required IReadOnlyList<ChecklistItem> EntryChecklist { get; init; }

    /// <summary>Who sent it on its way; the commit in the GitOps repository says so too.</summary>
    public required Actor OpenedBy { get; init; }
}
