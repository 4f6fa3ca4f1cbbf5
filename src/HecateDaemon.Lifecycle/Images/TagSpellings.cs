using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// The two ways in which an image tag names a version. Build metadata is left out: '+' may not stand in a tag (OCI
/// distribution specification, "Pulling manifests").
/// </summary>
public static class TagSpellings
{
    public static IReadOnlyList<string> Of(ReleaseVersion version)
    {
        var bare = version.ToString().Split('+')[0];
        return [bare, "v" + bare];
    }
}
