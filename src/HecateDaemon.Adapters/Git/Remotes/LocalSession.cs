using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Works in place in a repository on this machine. Its server-side hooks do not run: nobody serves it. A clone would
/// gain nothing, and libgit2's push from one to a path overwrites what others push at the same time.
/// </summary>
internal sealed class LocalSession(GitRemote remote) : GitSession(new Repository(remote.Address), remote)
{
    public override PushResult Push(PushWish wish)
    {
        if (!Repository.Info.IsBare)
        {
            return new(PushVerdict.Refused, "it has a working tree, which would be left behind; make it a bare one");
        }

        if (wish.Options.Count > 0)
        {
            return new(PushVerdict.Refused, "nobody serves it who could take push options");
        }

        return NativeGit.TryMoveReference(Repository.Info.Path, wish.Reference, wish.Commit.Id, wish.Seen?.Id ?? ObjectId.Zero)
            ? PushResult.Landed
            : PushResult.LostRace("the branch moved, or was locked");
    }

    protected override void Bring(string reference)
    {
    }

    public override void BringAll()
    {
    }
}
