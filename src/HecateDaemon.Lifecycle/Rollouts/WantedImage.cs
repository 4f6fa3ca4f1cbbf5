using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>
/// The image that a rollout must end with. The digests are those that the registry gave for the tag: of the index and of
/// its platforms' manifests, since runtimes report either; none where the tag alone must do.
/// </summary>
public sealed record WantedImage(ImageName Image, string Tag, IReadOnlyList<Digest> Digests)
{
    public override string ToString() => $"{Image}:{Tag}";
}
