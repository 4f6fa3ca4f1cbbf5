using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What a desk answers: the decision, and the deployment and its stream's version as they are now.</summary>
public sealed record Accepted(Decision<DeploymentEvent> Decision, Deployment Deployment, long Version);
