using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>A stretch of work with one repository, on one thread. References have the remote's names.</summary>
internal abstract class GitSession(Repository repository, GitRemote remote) : IDisposable
{
    private GitObjects? objects;

    public Repository Repository => repository;

    public GitRemote Remote => remote;

    /// <summary>The objects that are here.</summary>
    public GitObjects Objects => objects ??= new(repository.Info.Path);

    /// <summary>Has a reference as the remote has it now, or not at all if the remote has it no longer.</summary>
    protected abstract void Bring(string reference);

    /// <summary>Has all branches and tags as the remote has them now.</summary>
    public abstract void BringAll();

    public abstract PushResult Push(PushWish wish);

    /// <summary>
    /// What a branch or tag names at the remote now, tags followed to what they are about; null if there is none.
    /// </summary>
    public GitObject? Find(string reference)
    {
        if (!Reference.IsValidName(reference))
        {
            return null;
        }

        Bring(reference);
        var found = repository.Refs[reference]?.ResolveToDirectReference()?.Target;
        while (found is TagAnnotation annotation)
        {
            found = annotation.Target;
        }

        return found;
    }

    public Commit HeadOf(string branch) => Find($"refs/heads/{branch}") as Commit
        ?? throw GitFailure.NeedsPerson($"The repository {remote} has no branch '{GitFailure.Clean(branch)}'.");

    /// <summary>A commit by its id, asking the remote only if it is not here.</summary>
    public Commit Commit(CommitId id)
    {
        if (Here(id) is { } known)
        {
            return known;
        }

        BringAll();
        return Here(id) ?? throw GitFailure.NeedsPerson($"{remote} has no commit {id} on any branch or tag.");
    }

    /// <summary>A commit by its id, or null if it is not here.</summary>
    public Commit? Here(CommitId id) => repository.Lookup<Commit>(new ObjectId(id.ToString()));

    public void Dispose()
    {
        objects?.Dispose();
        repository.Dispose();
    }
}
