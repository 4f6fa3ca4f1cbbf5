using System.Runtime.InteropServices;
using System.Text;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Objects as they are stored, straight from libgit2's object database: LibGit2Sharp makes several calls and objects
/// of each commit, and this is read by the ten thousand.
/// </summary>
internal sealed unsafe class ObjectStore : IDisposable
{
    private static readonly nint Library = NativeLibrary.Load(
        $"git2-{GlobalSettings.Version.LibGit2CommitSha}", typeof(Repository).Assembly, searchPath: null);

    private static readonly delegate* unmanaged[Cdecl]<nint*, nint, byte*, int> ReadObject =
        (delegate* unmanaged[Cdecl]<nint*, nint, byte*, int>)Export("git_odb_read");

    private static readonly delegate* unmanaged[Cdecl]<nuint*, int*, nint, byte*, int> ReadHeader =
        (delegate* unmanaged[Cdecl]<nuint*, int*, nint, byte*, int>)Export("git_odb_read_header");

    private static readonly delegate* unmanaged[Cdecl]<nint, byte*> Data = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("git_odb_object_data");
    private static readonly delegate* unmanaged[Cdecl]<nint, nuint> Size = (delegate* unmanaged[Cdecl]<nint, nuint>)Export("git_odb_object_size");
    private static readonly delegate* unmanaged[Cdecl]<nint, int> Type = (delegate* unmanaged[Cdecl]<nint, int>)Export("git_odb_object_type");
    private static readonly delegate* unmanaged[Cdecl]<nint, void> FreeObject = (delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_object_free");

    private nint repository;
    private nint objects;

    static ObjectStore() => ((delegate* unmanaged[Cdecl]<int>)Export("git_libgit2_init"))();

    public ObjectStore(string gitFolder)
    {
        nint opened = 0;
        nint store = 0;
        fixed (byte* path = (byte[])[.. Encoding.UTF8.GetBytes(gitFolder), 0])
        {
            var error = ((delegate* unmanaged[Cdecl]<nint*, byte*, int>)Export("git_repository_open"))(&opened, path);
            error = error < 0 ? error : ((delegate* unmanaged[Cdecl]<nint*, nint, int>)Export("git_repository_odb"))(&store, opened);
            repository = opened;
            objects = store;
            if (error < 0)
            {
                Dispose();
                throw GitFailure.NeedsPerson($"Git cannot open the objects of {GitFailure.Clean(gitFolder)}.");
            }
        }
    }

    /// <summary>An object's bytes and kind; null if it is not in this clone, is broken, or has more than so many bytes.</summary>
    public (ObjectKind Kind, byte[] Bytes)? Read(ReadOnlySpan<byte> id, int maxBytes)
    {
        ObjectDisposedException.ThrowIf(objects is 0, this);
        nint found = 0;
        fixed (byte* name = id)
        {
            nuint size;
            int type;
            if (ReadHeader(&size, &type, objects, name) < 0 || size > (nuint)maxBytes || ReadObject(&found, objects, name) < 0)
            {
                return null;
            }
        }

        try
        {
            return ((ObjectKind)Type(found), new ReadOnlySpan<byte>(Data(found), checked((int)Size(found))).ToArray());
        }
        finally
        {
            FreeObject(found);
        }
    }

    public void Dispose()
    {
        ((delegate* unmanaged[Cdecl]<nint, void>)Export("git_odb_free"))(objects);
        ((delegate* unmanaged[Cdecl]<nint, void>)Export("git_repository_free"))(repository);
        objects = repository = 0;
    }

    private static nint Export(string name) => NativeLibrary.GetExport(Library, name);
}

/// <summary>Git's own numbers for what an object is.</summary>
internal enum ObjectKind
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}
