namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Looks for mistakes in the settings that the host itself takes before there is a catalogue: <c>Socket</c>,
/// <c>Logging</c> and <c>StateDirectory</c>.
/// </summary>
internal static class HostSettingsReader
{
    private static readonly string[] Levels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

    public static void Check(SectionReader root)
    {
        root.Text("StateDirectory");
        if (root.Section("Socket") is { } socket)
        {
            socket.Text("Path");
            socket.NothingElse();
        }

        if (root.Section("Logging") is { } logging)
        {
            CheckLogging(logging);
        }
    }

    private static void CheckLogging(SectionReader logging)
    {
        CheckLevel(logging, "Level");
        if (logging.Section("Levels") is { } levels)
        {
            foreach (var source in levels.Keys())
            {
                CheckLevel(levels, source);
            }
        }

        if (logging.Section("File") is { } file)
        {
            file.Flag("Enabled", fallback: true);
            file.Text("Path");
            file.NothingElse();
        }

        logging.NothingElse();
    }

    private static void CheckLevel(SectionReader settings, string key) =>
        settings.Value(
            key,
            fallback: "",
            (text, out value) => Levels.Contains(value = text, StringComparer.OrdinalIgnoreCase),
            $"a log level ({string.Join(", ", Levels)})");
}
