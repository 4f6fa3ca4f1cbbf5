using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A deployment that is not at its end, and how long that may last.</summary>
internal sealed record UnfinishedDeployment(Deployment State, GuardSettings Settings, DateTimeOffset Now);
