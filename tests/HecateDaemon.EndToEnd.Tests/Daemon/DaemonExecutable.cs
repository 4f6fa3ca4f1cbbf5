using System.Diagnostics;

namespace HecateDaemon.EndToEnd.Tests.Daemon;

/// <summary>The executable under test: <c>HECATE_TEST_EXE</c>, such as the published one, or the build beside these tests.</summary>
public static class DaemonExecutable
{
    /// <summary>The working tree that these tests were built from.</summary>
    public static string Repository { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Parent!.Parent!.FullName;

    public static string Path { get; } = System.Environment.GetEnvironmentVariable("HECATE_TEST_EXE") ?? Built();

    /// <summary>How to start it in that home, and nothing of the machine's own Hecate or systemd with it.</summary>
    public static ProcessStartInfo In(DaemonHome home, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home.Root,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HECATE_CONFIG"] = home.ConfigurationFile;
        start.Environment["HECATE_SOCKET_PATH"] = home.Socket;
        start.Environment["HECATE__StateDirectory"] = home.State;
        start.Environment["HECATE__Logging__File__Path"] = System.IO.Path.Combine(home.Root, "log", "daemon-.log");
        foreach (var (name, value) in home.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("HECATE", StringComparison.Ordinal) ||
        name is "NOTIFY_SOCKET" or "LISTEN_PID" or "LISTEN_FDS" or "WATCHDOG_USEC" or "WATCHDOG_PID" or "STATE_DIRECTORY" or "LOGS_DIRECTORY";

    // …/tests/HecateDaemon.EndToEnd.Tests/bin/Debug/net10.0/ → …/src/HecateDaemon/bin/Debug/net10.0/
    private static string Built()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var name = OperatingSystem.IsWindows() ? "hecate-daemon.exe" : "hecate-daemon";
        return System.IO.Path.Combine(Repository, "src", "HecateDaemon", "bin", here.Parent!.Name, here.Name, name);
    }
}
