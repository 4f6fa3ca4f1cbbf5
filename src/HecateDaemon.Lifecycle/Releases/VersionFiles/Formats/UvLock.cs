using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>uv's lock file, in which packages from folders are those of the repository itself.</summary>
internal sealed partial class UvLock : IVersionFormat
{
    public bool IsFor(string path) => FilePath.IsNamed(path, "uv.lock");

    public VersionReading Read(string text) => new(LockedPackages.In(text, isOwn: Folder().IsMatch));

    [GeneratedRegex(@"\A\{\s*(editable|virtual|directory)\s*=",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();
}
