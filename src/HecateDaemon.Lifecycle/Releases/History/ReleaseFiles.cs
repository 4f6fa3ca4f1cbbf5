namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Which files of a repository may say something about its releases.</summary>
public static class ReleaseFiles
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", "node_modules", "bower_components", "_build", "__pycache__", ".venv", "venv", ".tox", "site-packages",
    };

    /// <summary>True for folders that hold what was installed or built.</summary>
    public static bool IsSkippedFolder(string name) => Skipped.Contains(name);

    /// <summary>True for files that are wanted, by their path with '/'.</summary>
    public static bool IsWanted(string path) => VersionFormats.For(path) is not null || ChangelogFiles.IsOne(path) || ChangelogFiles.MayBeOfComponent(path);
}
