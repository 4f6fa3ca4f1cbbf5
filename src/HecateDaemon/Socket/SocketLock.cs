namespace HecateDaemon.Socket;

/// <summary>Held from before the socket is looked at until the process ends, so that two daemons never both take a path.</summary>
internal static class SocketLock
{
    /// <summary>The lock (flock(2) on Linux), or null if another process holds it. The file stays: removing it would race.</summary>
    public static FileStream? TryTake(string socketPath)
    {
        var path = socketPath + ".lock";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            throw CannotStartException.NotPossibleHere(
                $"the lock '{path}' belongs to another user, who ran a daemon here: if it has stopped, remove the file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotStartException.NotPossibleHere($"the lock '{path}' beside the socket cannot be made: {e.Message}");
        }
    }
}
