using System.Globalization;
using System.Runtime.InteropServices;

namespace HecateDaemon.Adapters.Peers;

/// <summary>Names and numbers of the accounts of this Linux machine, as its own directory (files, LDAP, systemd) has them.</summary>
public static partial class AccountNames
{
    private const int OutOfRange = 34;
    private const int LargestRecord = 1024 * 1024;

    /// <summary>The user's name, or its number in digits where it has none here.</summary>
    public static unsafe string OfUser(uint uid)
    {
        User user = default;
        return Ask((buffer, length) =>
        {
            var status = GetUser(uid, out user, buffer, length, out var found);
            return (status, found is 0 ? null : Marshal.PtrToStringUTF8(user.Name));
        }) ?? uid.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The number of a group, or null where there is no such group.</summary>
    public static unsafe uint? IdOfGroup(string name)
    {
        Group group = default;
        return Ask((buffer, length) =>
        {
            var status = GetGroup(name, out group, buffer, length, out var found);
            return (status, found is 0 ? null : name);
        }) is null ? null : group.Id;
    }

    // The caller brings the memory for the record's text, and tries again with more.
    private static unsafe string? Ask(LookUp lookUp)
    {
        for (var size = 1024; size <= LargestRecord; size *= 4)
        {
            var memory = new byte[size];
            fixed (byte* buffer = memory)
            {
                var (status, answer) = lookUp(buffer, (nuint)size);
                if (status is not OutOfRange)
                {
                    return answer;
                }
            }
        }

        return null;
    }

    private unsafe delegate (int Status, string? Answer) LookUp(byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static unsafe partial int GetUser(uint uid, out User user, byte* buffer, nuint length, out nint found);

    [LibraryImport("libc", EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int GetGroup(string name, out Group group, byte* buffer, nuint length, out nint found);

    /// <summary><c>struct passwd</c> of pwd.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct User
    {
        public nint Name;
        public nint Password;
        public uint Uid;
        public uint Gid;
        public nint FullName;
        public nint Home;
        public nint Shell;
    }

    /// <summary><c>struct group</c> of grp.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Group
    {
        public nint Name;
        public nint Password;
        public uint Id;
        public nint Members;
    }
}
