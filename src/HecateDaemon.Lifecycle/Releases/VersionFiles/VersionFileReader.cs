namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Reads version files, each content once.</summary>
internal sealed class VersionFileReader(ICodeHistory history)
{
    private readonly Dictionary<(string Content, IVersionFormat Format), VersionReading> known = [];

    private (int Commit, IReadOnlyList<(string Path, VersionReading Reading)> Readings)? last;

    public IReadOnlyList<(string Path, VersionReading Reading)> At(int commit)
    {
        if (last is { } same && same.Commit == commit)
        {
            return same.Readings;
        }

        var readings = new List<(string, VersionReading)>();
        foreach (var file in history.FilesAt(commit))
        {
            if (history.Files.FormatOf(file.Path) is { } format && Read(file, format) is var reading && IsWorthSaying(file.Path, reading))
            {
                readings.Add((file.Path, reading));
            }
        }

        last = (commit, readings);
        return readings;
    }

    /// <summary>Most sources and projects of a large repository state no version; only the top-level ones are worth a line.</summary>
    private static bool IsWorthSaying(string path, VersionReading reading) =>
        reading.Places is [_, ..] || reading.Requirements is [_, ..] || reading.Computed is not null || reading.Unreadable is not null ||
        (FilePath.Depth(path) is 0 && !path.EndsWith(".py", StringComparison.Ordinal) && FilePath.Name(path) is not "manifest.json");

    private VersionReading Read(HistoryFile file, IVersionFormat format)
    {
        if (!known.TryGetValue((file.Content, format), out var reading))
        {
            reading = history.Read(file) is { } text ? VersionReading.Of(text, format) : VersionReading.Failed("it is not UTF-8, too large, or not in this clone");
            known[(file.Content, format)] = reading = reading with { IsConfigured = format is ConfiguredVersion };
        }

        return reading;
    }
}
