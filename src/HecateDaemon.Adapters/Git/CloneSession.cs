using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Works in a bare mirror of a repository elsewhere. Local references only ever say what the remote was seen to have,
/// so that a crash at any point leaves nothing to take back.
/// </summary>
internal sealed class CloneSession(string folder, GitRemote remote, CancellationToken ct)
    : GitSession(Open(folder, remote), remote)
{
    private const string Origin = "origin";
    private const long MaxFetchedBytes = 4L << 30;

    private const int MaxInterruptions = 20;

    // libgit2 makes a pack of each fetch and never joins them: past this many, cloning anew is quicker than looking.
    private const int MaxPacks = 400;

    public override PushResult Push(Commit commit, string branch, Commit onto)
    {
        var result = PushResult.Landed;
        var options = new PushOptions
        {
            CredentialsProvider = Credentials(),
            OnPushStatusError = error => result = PushResult.Rejected(GitFailure.Clean(error.Message)),
            OnPackBuilderProgress = (_, _, _) => !ct.IsCancellationRequested,
            OnPushTransferProgress = (_, _, _) => !ct.IsCancellationRequested,
        };
        try
        {
            OverTheNetwork(origin => Repository.Network.Push(origin, $"{commit.Sha}:refs/heads/{branch}", options));
        }
        catch (NonFastForwardException)
        {
            return PushResult.LostRace("the branch moved");
        }
        catch (LibGit2SharpException e) when (IsInterrupted(e))
        {
            // It may have landed: as after a lost race, the next look at the branch tells.
            return PushResult.LostRace("the push was interrupted");
        }

        return result;
    }

    /// <summary>Removes a clone, broken or not.</summary>
    public static void Discard(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        // Git's objects are read-only files, which Windows does not delete.
        var files = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories);
        foreach (var file in files.Where(f => f.IsReadOnly))
        {
            file.IsReadOnly = false;
        }

        Directory.Delete(folder, recursive: true);
    }

    protected override void Bring(string reference) => Fetch($"+{reference}:{reference}");

    protected override void BringAll() => Fetch("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");

    private static Repository Open(string folder, GitRemote remote)
    {
        var packs = new DirectoryInfo(Path.Combine(folder, "objects", "pack"));
        if (!Repository.IsValid(folder) || packs.EnumerateFiles("*.pack").Count() > MaxPacks)
        {
            Discard(folder);
            Repository.Init(folder, isBare: true);
        }

        // What a fetch that was killed had come to; nobody else works here.
        foreach (var unfinished in packs.EnumerateFiles("pack_git2_*"))
        {
            unfinished.Delete();
        }

        var repository = new Repository(folder);
        if (repository.Network.Remotes[Origin] is null)
        {
            repository.Network.Remotes.Add(Origin, remote.Address, "+refs/heads/*:refs/heads/*");
        }

        return repository;
    }

    private void Fetch(params string[] refspecs)
    {
        var options = new FetchOptions
        {
            CredentialsProvider = Credentials(),
            OnProgress = _ => !ct.IsCancellationRequested,
            OnTransferProgress = progress => !ct.IsCancellationRequested && progress.ReceivedBytes <= MaxFetchedBytes,
            TagFetchMode = TagFetchMode.None,
            Prune = true,
        };
        for (var again = MaxInterruptions; ; again--)
        {
            try
            {
                OverTheNetwork(_ => Repository.Network.Fetch(Origin, refspecs, options));
                return;
            }
            catch (LibGit2SharpException e) when (IsInterrupted(e))
            {
                if (again == 0)
                {
                    throw GitFailure.From(e, Remote);
                }
            }
        }
    }

    /// <summary>
    /// What goes wrong between here and the remote is said as such. What goes wrong in the clone itself (a lock left
    /// behind, names in conflict) passes on, for the clone to be made anew: git has a type for it, or names its files.
    /// </summary>
    private void OverTheNetwork(Action<Remote> call)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            using var origin = Repository.Network.Remotes[Origin];
            call(origin);
        }
        catch (UserCancelledException e)
        {
            ct.ThrowIfCancellationRequested();
            throw GitFailure.NeedsPerson($"The repository {Remote} is larger than {MaxFetchedBytes >> 30} GiB.", e);
        }
        catch (LibGit2SharpException e) when (e is not NativeException && !IsInterrupted(e) && !IsOfTheClone(e))
        {
            throw GitFailure.From(e, Remote);
        }
    }

    private bool IsOfTheClone(LibGit2SharpException e) =>
        e.Message.Contains(Repository.Info.Path, StringComparison.Ordinal);

    /// <summary>
    /// With a timeout set, libgit2 waits in poll(), and takes a signal to the process for a broken line.
    /// </summary>
    private static bool IsInterrupted(LibGit2SharpException e) =>
        e.Message.Contains("Interrupted system call", StringComparison.Ordinal);

    private LibGit2Sharp.Handlers.CredentialsHandler? Credentials() => Remote.Credentials is not { } known
        ? null
        : (_, _, _) => new UsernamePasswordCredentials { Username = known.User, Password = known.Password };
}
