using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The images of live releases, from their own events, which are read once for each release.</summary>
internal sealed class VerifiedReleases(LiveReleases live, DeploymentStreams streams) : IKnowVerifiedImages
{
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), (DeploymentId Release, WantedImage? Image)> known = new();

    public async Task<WantedImage?> OfAsync(EnvironmentName environment, DivisionId division, CancellationToken ct)
    {
        if (live.All.FirstOrDefault(r => (r.Environment, r.DivisionId) == (environment, division)) is not { } release)
        {
            return null;
        }

        if (!known.TryGetValue((environment, division), out var before) || before.Release != release.DeploymentId)
        {
            var image = (await streams.LoadAsync(release.DeploymentId, ct)).State.Image?.Wanted();
            known[(environment, division)] = before = (release.DeploymentId, image);
        }

        return before.Image;
    }
}
