using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Effect: the image's tag is bumped in the GitOps repository, at once or by the first step of a strategy.</summary>
internal sealed class OnImageVerifiedBumpManifests(ManifestBump bump, ITakeSteps steps) : IEffect
{
    public string Name => "on_image_verified_bump_manifests";

    public Station After => Station.BaselineTaken;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct) =>
        (seen.Plan!.Strategy is Strategy.Rolling ? null : await steps.NextAsync(seen, ct)) ?? await bump.CommitAsync(seen, ct);
}
