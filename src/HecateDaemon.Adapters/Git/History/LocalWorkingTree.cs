using System.Text;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Commits and tags what was prepared in a person's own working tree, as that person. Hooks do not run.</summary>
public sealed class LocalWorkingTree : IDisposable
{
    private readonly Repository repository;

    private LocalWorkingTree(Repository repository) => this.repository = repository;

    /// <summary>Where the files are.</summary>
    public string Folder => repository.Info.WorkingDirectory;

    public static LocalWorkingTree Open(string folder)
    {
        var found = LocalRepository.Find(folder);
        var opened = Asked(folder, () => new Repository(found));
        if (opened.Info.IsBare)
        {
            opened.Dispose();
            throw GitFailure.NeedsPerson($"The repository at {GitFailure.Clean(folder)} has no working tree to write to.");
        }

        return new(opened);
    }

    /// <summary>To be asked before anything is written: other changes that are staged would come along with a commit.</summary>
    public void RefuseIfStaged() => Asked(Folder, () =>
    {
        if (repository.RetrieveStatus(new StatusOptions { IncludeUntracked = false, Show = StatusShowOption.IndexOnly }).IsDirty)
        {
            throw GitFailure.NeedsPerson("Other changes are staged; commit or unstage them first.");
        }

        return 0;
    });

    public void Commit(IReadOnlyCollection<string> paths, string message, DateTimeOffset now) => Asked(Folder, () =>
    {
        Commands.Stage(repository, paths);
        return repository.Commit(message, Person(now), Person(now), new CommitOptions { PrettifyMessage = false });
    });

    /// <summary>Puts an annotated tag on HEAD.</summary>
    public void Tag(string name, string message, DateTimeOffset now) => Asked(Folder, () =>
    {
        // LibGit2Sharp's own way cleans the message up, and loses it in an ahead-of-time executable.
        var by = Person(now);
        var zone = $"{(now.Offset < TimeSpan.Zero ? '-' : '+')}{now.Offset:hhmm}";
        var text = Encoding.UTF8.GetBytes(
            $"object {repository.Head.Tip.Sha}\ntype commit\ntag {name}\ntagger {by.Name} <{by.Email}> {now.ToUnixTimeSeconds()} {zone}\n\n{message}");
        using var content = new MemoryStream(text);
        return repository.Refs.Add($"refs/tags/{name}", repository.ObjectDatabase.Write<TagAnnotation>(content, text.Length));
    });

    public void Dispose() => repository.Dispose();

    private static T Asked<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailure.NeedsPerson($"Git refused in {GitFailure.Clean(folder)}: {GitFailure.Clean(e.Message)}.", e);
        }
    }

    private Signature Person(DateTimeOffset now) => repository.Config.BuildSignature(now)
        ?? throw GitFailure.NeedsPerson("Git does not know who commits; set user.name and user.email.");
}
