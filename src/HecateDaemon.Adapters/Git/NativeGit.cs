using System.Runtime.InteropServices;
using System.Text;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>The few things of libgit2 that LibGit2Sharp does not pass on, in the library that it has loaded.</summary>
internal static unsafe class NativeGit
{
    private const int EnableFsync = 19;
    private const int EnableStrictHashVerification = 22;
    private const int SetServerConnectTimeout = 39;
    private const int GetServerConnectTimeout = 40;
    private const int SetServerTimeout = 41;
    private const int GetServerTimeout = 42;
    private const int Locked = -14;
    private const int Modified = -15;

    // The package names the library after the commit it was built from.
    private static readonly nint Library = NativeLibrary.Load(
        $"git2-{GlobalSettings.Version.LibGit2CommitSha}", typeof(Repository).Assembly, searchPath: null);

    static NativeGit() => ((delegate* unmanaged[Cdecl]<int>)Export("git_libgit2_init"))();

    /// <summary>What libgit2 waits for a silent server over http and https, as it says itself.</summary>
    public static (TimeSpan Connect, TimeSpan Silence) ServerTimeouts
    {
        get
        {
            int connect, silence;
            Option(GetServerConnectTimeout, &connect);
            Option(GetServerTimeout, &silence);
            return (TimeSpan.FromMilliseconds(connect), TimeSpan.FromMilliseconds(silence));
        }
    }

    /// <summary>
    /// For the whole process: no endless wait for a server, and what counts as written is on the disk.
    /// </summary>
    public static void SetUp(TimeSpan connect, TimeSpan silence)
    {
        Option(SetServerConnectTimeout, (void*)(nint)connect.TotalMilliseconds);
        Option(SetServerTimeout, (void*)(nint)silence.TotalMilliseconds);
        Option(EnableFsync, (void*)1);

        // As git itself: packs are checked when they come, and every object by its checksum when it is unpacked.
        Option(EnableStrictHashVerification, (void*)0);
    }

    /// <summary>
    /// Moves a reference if it still names <paramref name="expected"/>, in one step under git's own lock; false if it
    /// does not, or if somebody holds the lock. libgit2's push to a path would overwrite what came between.
    /// </summary>
    public static bool TryMoveReference(string repository, string reference, ObjectId target, ObjectId expected)
    {
        nint opened = 0;
        nint moved = 0;
        try
        {
            fixed (byte* path = Terminated(repository), name = Terminated(reference))
            fixed (byte* to = target.RawId, from = expected.RawId)
            {
                var open = (delegate* unmanaged[Cdecl]<nint*, byte*, int>)Export("git_repository_open");
                var move = (delegate* unmanaged[Cdecl]<nint*, nint, byte*, byte*, int, byte*, byte*, int>)
                    Export("git_reference_create_matching");
                var error = open(&opened, path);
                error = error < 0 ? error : move(&moved, opened, name, to, 1, from, null);
                return error switch
                {
                    >= 0 => true,
                    Modified or Locked => false,
                    _ => throw new OutsideWorldException($"Git cannot move a branch in {repository}: {LastError()}."),
                };
            }
        }
        finally
        {
            ((delegate* unmanaged[Cdecl]<nint, void>)Export("git_reference_free"))(moved);
            ((delegate* unmanaged[Cdecl]<nint, void>)Export("git_repository_free"))(opened);
        }
    }

    /// <summary>The function is variadic: its arguments travel like any others, except on Apple's ARM.</summary>
    private static void Option(int option, void* value)
    {
        if (!OperatingSystem.IsMacOS())
        {
            _ = ((delegate* unmanaged[Cdecl]<int, void*, int>)Export("git_libgit2_opts"))(option, value);
        }
    }

    /// <summary>Throws what git said if a call failed.</summary>
    public static void Check(int error)
    {
        if (error < 0)
        {
            throw new LibGit2SharpException(LastError());
        }
    }

    public static string LastError()
    {
        var error = ((delegate* unmanaged[Cdecl]<nint*>)Export("git_error_last"))();
        return error == null ? "no reason given" : GitFailure.Clean(Marshal.PtrToStringUTF8(*error) ?? "");
    }

    public static nint Export(string name) => NativeLibrary.GetExport(Library, name);

    public static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
