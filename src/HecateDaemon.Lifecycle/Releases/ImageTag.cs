using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// The two ways in which an image tag names a version. Build metadata is left out: '+' may not stand in a tag (OCI
/// distribution specification, "Pulling manifests").
/// </summary>
public static class ImageTag
{
    public static IReadOnlyList<string> Spellings(ReleaseVersion version)
    {
        var bare = version.ToString().Split('+')[0];
        return [bare, "v" + bare];
    }
}
