using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Configuration;

/// <summary>Finds or makes the folder that holds what must survive a restart.</summary>
internal static class StateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What is configured, else what systemd made for us, else the default.</summary>
    public static StatePaths Open(IConfiguration configuration)
    {
        var root = Path.GetFullPath(
            configuration["StateDirectory"]
            ?? Environment.GetEnvironmentVariable("STATE_DIRECTORY")?.Split(':')[0]
            ?? Defaults.StateDirectory);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(root);
            }
            else
            {
                Directory.CreateDirectory(root, OwnerOnly);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotStartException.NotPossibleHere(
                $"the state directory '{root}' cannot be made: {e.Message}; name another with StateDirectory or HECATE__StateDirectory");
        }

        return new StatePaths(root);
    }
}
