using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Asks for a pending deployment to be put on the road. The checklist was proven just before.</summary>
public sealed record OpenDeployment(DeploymentId Id, Issued Issued, IReadOnlyList<ChecklistItem> EntryChecklist)
    : DeploymentCommand(Id, Issued);
