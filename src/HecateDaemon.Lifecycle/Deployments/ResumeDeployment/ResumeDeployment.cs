using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Puts a paused deployment back on the road, at the station where it stood.</summary>
public sealed record ResumeDeployment(DeploymentId Id, Issued Issued) : DeploymentCommand(Id, Issued);
