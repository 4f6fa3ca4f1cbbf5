using System.Runtime.InteropServices;

namespace HecateDaemon.Socket;

/// <summary>Tells a socket from other files: to connect() a plain file looks just like a stale socket.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint TypeOnly = 0x1;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int SocketType = 0xC000;

    /// <summary>Of the name itself; a link is never followed.</summary>
    public static bool IsSocket(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // statx(2), because its record has the same layout on every processor.
        Span<byte> record = stackalloc byte[256];
        return Look(CurrentFolder, path, DoNotFollow, TypeOnly, ref MemoryMarshal.GetReference(record)) is 0 &&
            (BitConverter.ToUInt16(record[ModeAt..]) & TypeMask) is SocketType;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, ref byte record);
}
