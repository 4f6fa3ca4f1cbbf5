using HecateDaemon.Lifecycle.Catalogue;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>Writes a draft as a commit on its head: as whom, and signed by which key, is configured.</summary>
internal sealed class CommitWriter(GitOptions options, CommitSigner signer, TimeProvider clock)
{
    public Commit Write(GitSession session, Draft draft, string message, CancellationToken ct)
    {
        var access = options.Access;
        var now = clock.GetUtcNow();
        var (author, committer) = (By(access.Author), By(access.Committer ?? access.Author));
        var (tree, objects) = (draft.Write(), session.Repository.ObjectDatabase);
        if (access.Signing is not { } signing)
        {
            return objects.CreateCommit(author, committer, message, tree, [draft.Head], prettifyMessage: false);
        }

        var unsigned = Commit.CreateBuffer(author, committer, message, tree, [draft.Head], prettifyMessage: false, commentChar: null);
        return session.Repository.Lookup<Commit>(objects.CreateCommitWithSignature(unsigned, signer.Sign(unsigned, signing, ct)));

        Signature By(GitIdentity identity) => new(identity.Name, identity.Email, now);
    }
}
