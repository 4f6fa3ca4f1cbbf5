using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Puts a paused deployment back on the road: at the station where it stood, but not beyond the bump of the manifests.</summary>
public sealed record ResumeDeployment(DeploymentId Id, Issued Issued) : DeploymentCommand(Id, Issued);
