using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Which files of a repository may say something about its releases: those that are known for it, and those that were configured.</summary>
public sealed class ReleaseFiles(IReadOnlyList<VersionFilePattern> configured)
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", "node_modules", "bower_components", "_build", "__pycache__", ".venv", "venv", ".tox", "site-packages",
    };

    private readonly IVersionFormat[] own = [.. configured.Select(p => new ConfiguredVersion(p))];

    public static ReleaseFiles Usual { get; } = new([]);

    /// <summary>True for folders that hold what was installed or built.</summary>
    public static bool IsSkippedFolder(string name) => Skipped.Contains(name);

    /// <summary>True for files that are wanted, by their path with '/'.</summary>
    public bool IsWanted(string path) => FormatOf(path) is not null || ChangelogFiles.IsOne(path) || ChangelogFiles.MayBeOfComponent(path);

    /// <summary>How versions are read from a file; what was configured goes before what is known. Null if it is no version file.</summary>
    internal IVersionFormat? FormatOf(string path) => Array.Find(own, f => f.IsFor(path)) ?? VersionFormats.For(path);
}
