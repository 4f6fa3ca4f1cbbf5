namespace HecateDaemon.Socket;

/// <summary>Makes the folder of the socket where nobody else has: one level only, and never a path that may be misspelt.</summary>
internal static class SocketFolder
{
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    public static void Make(string socketPath)
    {
        var folder = Path.GetDirectoryName(socketPath) ?? "/";
        if (Directory.Exists(folder))
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw CannotStartException.NotPossibleHere(
                $"the folder '{folder}' of the socket is not there, nor is the one above it: make it first");
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                return;
            }

            Directory.CreateDirectory(folder, OwnerAndGroup);
            SocketGroup.Give(folder);
            // Again, because the umask may have taken the group's part away.
            File.SetUnixFileMode(folder, OwnerAndGroup);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotStartException.NotPossibleHere($"the folder '{folder}' of the socket cannot be made: {e.Message}");
        }
    }
}
