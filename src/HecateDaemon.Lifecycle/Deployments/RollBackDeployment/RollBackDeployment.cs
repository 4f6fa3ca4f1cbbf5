using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>
/// Asks for the way back, which is a way forward: a new deployment of an older, known-good version. The target was looked
/// up in the environment's stream just before; null says that there is none.
/// </summary>
public sealed record RollBackDeployment(
    DeploymentId Id, Issued Issued, string Reason, ReleaseVersion? Target, DeploymentId RollbackId)
    : DeploymentCommand(Id, Issued)
{
    public override string Because => Reason;

    /// <summary>The target that the caller named; null: the last good one, whichever that is.</summary>
    public ReleaseVersion? Named { get; init; }

    public override bool IsAnsweredBy(DeploymentEvent happened) =>
        happened is not RollbackDecided decided || Named is not { } named || decided.TargetVersion == named;
}
