using System.Runtime.InteropServices;

namespace HecateDaemon.Socket;

/// <summary>chown(2), which .NET does not have.</summary>
internal static partial class FileOwner
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>False where this process may not.</summary>
    public static bool TryGiveToGroup(string path, uint group) => ChangeOwner(path, Unchanged, group) is 0;

    [LibraryImport("libc", EntryPoint = "lchown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
