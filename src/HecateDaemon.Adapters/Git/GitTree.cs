using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>The files of one commit of a repository on this machine, without a checkout.</summary>
public sealed class GitTree : ILintedTree, IDisposable
{
    private const int MaxFiles = 1_000_000;

    private readonly Repository repository;
    private readonly GitObjects objects;
    private readonly GitFiles contents;
    private readonly Dictionary<string, GitFile> files;

    // libgit2 lets several threads read; the objects of LibGit2Sharp are not made for it.
    private readonly Lock reading = new();

    private GitTree(Repository repository, Commit commit, CancellationToken ct)
    {
        this.repository = repository;
        objects = new(repository.Info.Path);
        contents = new(objects, ct) { MaxFiles = MaxFiles, MaxEntries = 2 * MaxFiles };
        files = contents.Below(commit, "")!.ToDictionary(f => f.Path, StringComparer.Ordinal);
        Files = [.. files.Values.Select(f => new TreeFile(f.Path, objects.TrySizeOf(f.Id) ?? 0)).OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>A revision is whatever git understands: a branch, a tag, <c>HEAD~1</c>, the start of a commit's id.</summary>
    public static GitTree Open(string repository, string revision, CancellationToken ct)
    {
        var remote = GitRemote.Parse(Path.GetFullPath(repository));
        Repository? opened = null;
        try
        {
            opened = new Repository(remote.Address);
            return new(opened, Find(opened, revision) ?? throw NoCommit(), ct);
        }
        catch (InvalidSpecificationException)
        {
            opened?.Dispose();
            throw NoCommit();
        }
        catch (LibGit2SharpException e)
        {
            opened?.Dispose();
            throw GitFailure.From(e, remote);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }

        Exception NoCommit() => GitFailure.NeedsPerson($"The repository {remote} has no commit '{GitFailure.Clean(revision)}'.");
    }

    public ReadOnlyMemory<byte> Read(TreeFile file)
    {
        lock (reading)
        {
            return objects.TrySizeOf(files[file.Path].Id) is null
                ? throw new OutsideWorldException("the file is not in this clone, which may have left it out for its size")
                : contents.Read(files[file.Path]);
        }
    }

    public void Dispose()
    {
        objects.Dispose();
        repository.Dispose();
    }

    /// <summary>A tag stands for what it is about.</summary>
    private static Commit? Find(Repository repository, string revision)
    {
        var found = repository.Lookup(revision);
        while (found is TagAnnotation annotation)
        {
            found = annotation.Target;
        }

        return found as Commit;
    }
}
