using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Reads a repository's objects as they are stored: no filter, no line ending, no replacement is applied. LibGit2Sharp makes
/// several objects of its own for each of git's, and reads tree entries one call at a time: ten times slower.
/// </summary>
internal sealed unsafe class GitObjects : IDisposable
{
    private readonly nint repository;
    private readonly nint database;

    public GitObjects(string path)
    {
        fixed (byte* name = NativeGit.Terminated(path))
        fixed (nint* opened = &repository, objects = &database)
        {
            NativeGit.Check(((delegate* unmanaged[Cdecl]<nint*, byte*, int>)NativeGit.Export("git_repository_open"))(opened, name));
            NativeGit.Check(((delegate* unmanaged[Cdecl]<nint*, nint, int>)NativeGit.Export("git_repository_odb"))(objects, repository));
        }
    }

    public delegate T Reading<out T>(ReadOnlySpan<byte> content);

    /// <summary>Lets somebody look at an object's bytes, which are gone afterwards. What is larger than allowed is not even unpacked.</summary>
    public T Read<T>(GitId id, ObjectType kind, long maxBytes, Reading<T> read)
    {
        var name = stackalloc byte[GitId.Length];
        id.Write(new(name, GitId.Length));
        nuint size;
        ObjectType found;
        Check(Calls.Header(&size, &found, database, name), id);
        if (found != kind)
        {
            throw GitFailure.NeedsPerson($"The object {id} is a {found}, where a {kind} was expected: the repository is broken.");
        }

        if (size > (ulong)maxBytes)
        {
            throw GitFailure.NeedsPerson($"The object {id} has {size} bytes; more than {maxBytes} are not read.");
        }

        nint content;
        Check(Calls.Read(&content, database, name), id);
        try
        {
            return read(new ReadOnlySpan<byte>(Calls.Data(content), (int)Calls.Size(content)));
        }
        finally
        {
            Calls.Free(content);
        }
    }

    /// <summary>An object of any kind; null if it is not here, as beyond the end of a shallow clone, or larger than allowed.</summary>
    public (ObjectType Kind, byte[] Content)? TryRead(GitId id, long maxBytes)
    {
        fixed (byte* raw = id.ToBytes())
        {
            nuint size;
            ObjectType kind;
            nint content;
            if (Calls.Header(&size, &kind, database, raw) < 0 || size > (ulong)maxBytes || Calls.Read(&content, database, raw) < 0)
            {
                return null;
            }

            try
            {
                return (kind, new ReadOnlySpan<byte>(Calls.Data(content), (int)Calls.Size(content)).ToArray());
            }
            finally
            {
                Calls.Free(content);
            }
        }
    }

    /// <summary>Null if the object is not here, as in a clone that left large files out.</summary>
    public long? TrySizeOf(GitId id)
    {
        fixed (byte* raw = id.ToBytes())
        {
            nuint size;
            ObjectType kind;
            return Calls.Header(&size, &kind, database, raw) < 0 ? null : (long)size;
        }
    }

    public void Dispose()
    {
        ((delegate* unmanaged[Cdecl]<nint, void>)NativeGit.Export("git_odb_free"))(database);
        ((delegate* unmanaged[Cdecl]<nint, void>)NativeGit.Export("git_repository_free"))(repository);
    }

    private static void Check(int error, GitId id)
    {
        if (error < 0)
        {
            // As if LibGit2Sharp had read it: a clone that lacks an object is made anew.
            throw new LibGit2SharpException($"object {id}: {NativeGit.LastError()}");
        }
    }

    /// <summary>Looked up once: each is called for every file.</summary>
    private static class Calls
    {
        public static readonly delegate* unmanaged[Cdecl]<nuint*, ObjectType*, nint, byte*, int> Header =
            (delegate* unmanaged[Cdecl]<nuint*, ObjectType*, nint, byte*, int>)NativeGit.Export("git_odb_read_header");

        public static readonly delegate* unmanaged[Cdecl]<nint*, nint, byte*, int> Read =
            (delegate* unmanaged[Cdecl]<nint*, nint, byte*, int>)NativeGit.Export("git_odb_read");

        public static readonly delegate* unmanaged[Cdecl]<nint, void*> Data =
            (delegate* unmanaged[Cdecl]<nint, void*>)NativeGit.Export("git_odb_object_data");

        public static readonly delegate* unmanaged[Cdecl]<nint, nuint> Size =
            (delegate* unmanaged[Cdecl]<nint, nuint>)NativeGit.Export("git_odb_object_size");

        public static readonly delegate* unmanaged[Cdecl]<nint, void> Free =
            (delegate* unmanaged[Cdecl]<nint, void>)NativeGit.Export("git_odb_object_free");
    }
}
