using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Whether an image can run on every node: a pod on a node that it has nothing for never starts.</summary>
internal static class PlatformsRule
{
    public const string Check = "platforms";

    /// <summary>What the nodes are, and who said so; null where nobody knows.</summary>
    public static ImageFinding Judge(FoundImage image, IReadOnlyList<string>? nodes, string whoSays)
    {
        if (nodes is null or [])
        {
            return new(Check, FindingVerdict.CannotTell, $"nobody knows what the nodes are ({whoSays}): set Image:NodePlatforms");
        }

        if (image.Platforms is [])
        {
            return new(Check, FindingVerdict.CannotTell, "the registry does not say for which platforms the image is");
        }

        var wanted = nodes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var missing = wanted.Where(node => !image.Platforms.Any(p => Covers(p.Platform, node))).ToList();
        var there = string.Join(", ", image.Platforms.Select(p => p.Platform));
        return missing is []
            ? new(Check, FindingVerdict.Holds, $"it is for {there}, and {whoSays} {string.Join(", ", wanted)}")
            : new(Check, FindingVerdict.Doubtful, $"it is for {there}, but {whoSays} {string.Join(", ", missing)}, which it is not for");
    }

    /// <summary>A node seldom says its variant: then any will do.</summary>
    private static bool Covers(string image, string node) =>
        image == node || image.StartsWith(node + "/", StringComparison.Ordinal) || node.StartsWith(image + "/", StringComparison.Ordinal);
}
