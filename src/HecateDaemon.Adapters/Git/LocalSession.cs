using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Works in place in a repository on this machine. Its server-side hooks do not run: nobody serves it. A clone would
/// gain nothing, and libgit2's push from one to a path overwrites what others push at the same time.
/// </summary>
internal sealed class LocalSession(GitRemote remote) : GitSession(new Repository(remote.Address), remote)
{
    public override PushResult Push(Commit commit, string branch, Commit onto)
    {
        if (!Repository.Info.IsBare)
        {
            return new(PushVerdict.Refused, "it has a working tree, which would be left behind; make it a bare one");
        }

        return NativeGit.TryMoveReference(Repository.Info.Path, $"refs/heads/{branch}", commit.Id, onto.Id)
            ? PushResult.Landed
            : PushResult.LostRace("the branch moved, or was locked");
    }

    protected override void Bring(string reference)
    {
    }

    protected override void BringAll()
    {
    }
}
