using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Ends a deployment: shipped, if the exit checklist is satisfied; rolled back, if its rollback was concluded.</summary>
public sealed record ConcludeDeployment(DeploymentId Id, Issued Issued, Outcome Outcome) : DeploymentCommand(Id, Issued);
