using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>http and https where nobody asks who it is, by libgit2: with credentials, it would take them along to wherever it is redirected.</summary>
internal sealed class LibraryTransport(GitRemote remote, long maxFetchedBytes, CancellationToken ct) : ITransport
{
    private const string Origin = "origin";
    private const int MaxInterruptions = 20;

    public void Fetch(Repository clone, params string[] references)
    {
        var refspecs = Array.ConvertAll(references, r => $"+{r}:{r}");
        var options = new FetchOptions
        {
            OnProgress = _ => !ct.IsCancellationRequested,
            OnTransferProgress = progress => !ct.IsCancellationRequested && progress.ReceivedBytes <= maxFetchedBytes,
            TagFetchMode = TagFetchMode.None,
            Prune = true,
        };
        for (var again = MaxInterruptions; ; again--)
        {
            try
            {
                OverTheNetwork(clone, _ => clone.Network.Fetch(Origin, refspecs, options));
                return;
            }
            catch (LibGit2SharpException e) when (IsInterrupted(e))
            {
                if (again == 0)
                {
                    throw GitFailure.From(e, remote);
                }
            }
        }
    }

    public PushResult Push(Repository clone, PushWish wish)
    {
        var result = PushResult.Landed;
        var options = new PushOptions
        {
            OnPushStatusError = error => result = PushResult.Rejected(GitFailure.Clean(error.Message)),
            OnPackBuilderProgress = (_, _, _) => !ct.IsCancellationRequested,
            OnPushTransferProgress = (_, _, _) => !ct.IsCancellationRequested,
        };
        try
        {
            OverTheNetwork(clone, origin => clone.Network.Push(origin, wish.Refspec, options));
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

    /// <summary>
    /// What goes wrong between here and the remote is said as such. What goes wrong in the clone itself (a lock left
    /// behind, names in conflict) passes on, for the clone to be made anew: git has a type for it, or names its files.
    /// </summary>
    private void OverTheNetwork(Repository clone, Action<Remote> call)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            using var origin = clone.Network.Remotes[Origin] ?? clone.Network.Remotes.Add(Origin, remote.Address, "+refs/heads/*:refs/heads/*");
            call(origin);
        }
        catch (UserCancelledException e)
        {
            ct.ThrowIfCancellationRequested();
            throw GitFailure.TooLarge(remote, maxFetchedBytes, e);
        }
        catch (LibGit2SharpException e) when (e is not NativeException && !IsInterrupted(e) && !IsOf(clone, e))
        {
            throw GitFailure.From(e, remote);
        }
    }

    private static bool IsOf(Repository clone, LibGit2SharpException e) =>
        e.Message.Contains(clone.Info.Path, StringComparison.Ordinal);

    /// <summary>
    /// With a timeout set, libgit2 waits in poll(), and takes a signal to the process for a broken line.
    /// </summary>
    private static bool IsInterrupted(LibGit2SharpException e) =>
        e.Message.Contains("Interrupted system call", StringComparison.Ordinal);
}
