using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>This deployment stops where it is; another one ships the older version.</summary>
public sealed record RollbackDecided : DeploymentEvent
{
    public required string Reason { get; init; }

    public required ReleaseVersion TargetVersion { get; init; }

    /// <summary>The deployment that brings the target version.</summary>
    public required DeploymentId RollbackId { get; init; }

    /// <summary>Which of its active periods ended, counted from 1; 0 if it was not active.</summary>
    public required int Turn { get; init; }

    public required Plan Plan { get; init; }
}
