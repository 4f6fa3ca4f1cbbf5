using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Looks, at each reconcile round, whether the tag of what runs still names what was shipped.</summary>
internal sealed class RecheckLiveTag(DeploymentStreams deployments, TagWatch watch) : ILookAfterReleases
{
    private const string Name = "recheck_live_tag";

    public async Task<string?> LookAsync(DeploymentConcluded live, CancellationToken ct)
    {
        if ((await deployments.LoadAsync(live.DeploymentId, ct)).State.Image is not { } shipped)
        {
            return null;
        }

        var record = await watch.CheckAsync(live.DivisionId, live.Version, shipped.Image, shipped.Tag, Name, ct);
        return record.Mutation is { } mutation ? TagWatch.Tell(mutation) : null;
    }
}
