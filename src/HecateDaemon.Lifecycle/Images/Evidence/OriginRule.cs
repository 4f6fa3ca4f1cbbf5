using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Whether an image was built by CI from the release's commit: its labels say so, on every platform. The commit must be
/// named; a version or a code repository need not be, but must not be another one.
/// </summary>
internal static class OriginRule
{
    public const string Check = "origin";

    /// <summary>Shorter ones are too easily the same by chance.</summary>
    private const int ShortestCommit = 7;

    public static ImageFinding Judge(FoundImage image, CommitId commit, ReleaseVersion version, string codeRepository)
    {
        if (image.Platforms is [])
        {
            return new(Check, FindingVerdict.CannotTell, "what is there is no image whose labels could be read");
        }

        var doubts = image.Platforms
            .SelectMany(p => Doubts(p.Origin, commit, version, codeRepository).Select(doubt => (p.Platform, Doubt: doubt)))
            .GroupBy(d => d.Doubt, d => d.Platform, StringComparer.Ordinal)
            .Select(g => g.Count() == image.Platforms.Count ? g.Key : $"{g.Key} ({string.Join(", ", g)})")
            .ToList();
        return doubts is []
            ? new(Check, FindingVerdict.Holds, $"built from {commit}{Said(image.Platforms[0].Origin)}")
            : new(Check, FindingVerdict.Doubtful, $"local build suspected: {string.Join("; ", doubts)}");
    }

    private static IEnumerable<string> Doubts(ImageOrigin origin, CommitId commit, ReleaseVersion version, string codeRepository)
    {
        if (origin.Revision is null)
        {
            yield return $"it does not name the commit that it was built from (label org.opencontainers.image.revision), which should be {commit}";
        }
        else if (!IsCommit(origin.Revision, commit))
        {
            yield return $"it was built from '{origin.Revision}', but the release is {commit}";
        }

        if (origin.Version is { } said && !(ReleaseVersion.TryParse(said, out var parsed) && IsVersion(parsed, version)))
        {
            yield return $"it calls itself version '{said}', not {version}";
        }

        if (origin.Source is { } source && CodeAddress.AreTheSame(source, codeRepository) is false)
        {
            yield return $"it names the sources '{source}', not {codeRepository}";
        }
    }

    private static bool IsCommit(string revision, CommitId commit) =>
        revision.Length >= ShortestCommit && commit.ToString().StartsWith(revision, StringComparison.OrdinalIgnoreCase);

    /// <summary>A tag has no build metadata, so neither has what CI made of it.</summary>
    private static bool IsVersion(ReleaseVersion said, ReleaseVersion version) => said == version || said.CompareTo(version) == 0;

    private static string Said(ImageOrigin origin) =>
        $"{(origin.Version is null ? "" : $", version {origin.Version}")}{(origin.Source is null ? "" : $", sources {origin.Source}")}";
}
