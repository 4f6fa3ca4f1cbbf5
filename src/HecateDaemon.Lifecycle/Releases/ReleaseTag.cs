using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>How a division names the git tag of a version.</summary>
public static class ReleaseTag
{
    public static string Of(Division division, ReleaseVersion version) => division.TagPrefix + version;
}
