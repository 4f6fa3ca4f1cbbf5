namespace HecateDaemon.Lifecycle.Releases;

/// <summary>The packages of a repository that a release gives its version: what locks them, or asks for them as they were, moves along.</summary>
internal sealed class MovedPackages
{
    private readonly Dictionary<(bool IsCargo, string Name), VersionNumber> before = [];

    public MovedPackages(IReadOnlyList<(string Path, VersionReading Reading)> all, Func<string, VersionPlace, bool> isMoved)
    {
        foreach (var (path, reading) in all.Where(f => !LockedPackages.IsLock(f.Path)))
        {
            foreach (var place in reading.Places.Where(p => isMoved(path, p)))
            {
                foreach (var package in OwnPackages.VersionedAt(path, reading, place.Key, all))
                {
                    if (VersionNumber.TryParse(place.Text, out var now))
                    {
                        before[(IsCargo(path), LockedPackages.Plain(package))] = now;
                    }
                }
            }
        }
    }

    /// <summary>Where a file asks for such a package as it was, or has it locked so.</summary>
    public IEnumerable<VersionPlace> AskedIn(string path, VersionReading reading) =>
        (LockedPackages.IsLock(path) ? reading.Places : reading.Requirements).Where(asked =>
            before.TryGetValue((IsCargo(path), LockedPackages.Plain(asked.Key)), out var was) &&
            VersionNumber.TryParse(asked.Text, out var version) && (version.IsSame(was) || version.IsSeriesOf(was)));

    /// <summary>As many numbers as were asked for; a pre-release is only found by all of them.</summary>
    public static string Asked(VersionPlace place, VersionNumber version) =>
        version.IsPrerelease || !VersionNumber.TryParse(place.Text, out var asked) ? version.Text : asked.Parts switch
        {
            1 => $"{version.Major}",
            2 => $"{version.Major}.{version.Minor}",
            _ => version.Text,
        };

    private static bool IsCargo(string path) => FilePath.Name(path).StartsWith("Cargo.", StringComparison.OrdinalIgnoreCase);
}
