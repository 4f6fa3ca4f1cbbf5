namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>A folder of its own for one daemon: socket, state, log and configuration. It outlives the process, and goes with the test.</summary>
public sealed class DaemonHome : IDisposable
{
    public DaemonHome()
    {
        // Short, because a socket's path may have 107 bytes.
        Root = Directory.CreateTempSubdirectory("hd-").FullName;
        Configure("{}");
    }

    public string Root { get; }

    public string Socket => Path.Combine(Root, "daemon.sock");

    public string State => Path.Combine(Root, "state");

    public string ConfigurationFile => Path.Combine(Root, "daemon.json");

    /// <summary>What the process gets besides its own environment; a null takes a variable away.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the configuration file.</summary>
    public void Configure(string json) => File.WriteAllText(ConfigurationFile, json);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
