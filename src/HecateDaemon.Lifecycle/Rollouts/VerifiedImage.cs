using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>What the registry verified, as what a rollout must end with.</summary>
internal static class VerifiedImage
{
    public static WantedImage Wanted(this ImageVerified verified) =>
        new(verified.Image, verified.Tag, [verified.Digest, .. verified.Platforms.Select(p => p.Digest)]);
}
