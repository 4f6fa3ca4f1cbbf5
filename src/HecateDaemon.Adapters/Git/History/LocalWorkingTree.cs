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
        var found = Repository.Discover(folder)
            ?? throw GitFailure.NeedsPerson($"There is no git repository at {GitFailure.Clean(folder)}.");
        var opened = Asked(folder, () => new Repository(found));
        if (opened.Info.IsBare)
        {
            opened.Dispose();
            throw GitFailure.NeedsPerson($"The repository at {GitFailure.Clean(folder)} has no working tree to write to.");
        }

        return new(opened);
    }

    /// <summary>Refuses where other changes are staged: they would come along.</summary>
    public void Commit(IReadOnlyCollection<string> paths, string message, DateTimeOffset now) => Asked(Folder, () =>
    {
        if (repository.RetrieveStatus(new StatusOptions { IncludeUntracked = false, Show = StatusShowOption.IndexOnly }).IsDirty)
        {
            throw GitFailure.NeedsPerson("Other changes are staged; commit or unstage them first.");
        }

        Commands.Stage(repository, paths);
        return repository.Commit(message, Person(now), Person(now));
    });

    /// <summary>Puts an annotated tag on HEAD.</summary>
    public void Tag(string name, string message, DateTimeOffset now) => Asked(Folder, () => repository.ApplyTag(name, Person(now), message));

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
