namespace HecateDaemon.Configuration;

/// <summary>Where things are when nobody says otherwise.</summary>
internal static class Defaults
{
    private static readonly string ProgramData =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "hecate");

    public static string ConfigurationFile =>
        OperatingSystem.IsWindows() ? Path.Combine(ProgramData, "daemon.json") : "/etc/hecate/daemon.json";

    public static string SocketPath =>
        OperatingSystem.IsWindows() ? Path.Combine(ProgramData, "daemon.sock") : "/run/hecate/daemon.sock";

    public static string StateDirectory =>
        OperatingSystem.IsWindows() ? Path.Combine(ProgramData, "state") : "/var/lib/hecate";

    public static string LogDirectory =>
        OperatingSystem.IsWindows() ? Path.Combine(ProgramData, "logs") : "/var/log/hecate";
}
