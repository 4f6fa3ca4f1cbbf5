using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>Why a deployment is a rollback: which one it undoes, and the version that was bad.</summary>
public sealed record RollbackOf(DeploymentId DeploymentId, ReleaseVersion Version, string Reason);
