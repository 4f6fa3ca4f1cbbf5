using System.Runtime.InteropServices;
using HecateDaemon.Adapters.Peers;

namespace HecateDaemon.Socket;

/// <summary>The group whose members may use the socket.</summary>
internal static partial class SocketGroup
{
    private const string Name = "hecate";
    private const uint OwnerUnchanged = uint.MaxValue;

    /// <summary>
    /// Gives it the file or folder, where there is such a group and we may: under systemd it is our own group, and a
    /// person who starts the daemon for themselves keeps the socket to themselves.
    /// </summary>
    public static void Give(string path)
    {
        if (OperatingSystem.IsLinux() && AccountNames.IdOfGroup(Name) is { } group)
        {
            _ = ChangeOwner(path, OwnerUnchanged, group);
        }
    }

    // .NET has no chown(2).
    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
