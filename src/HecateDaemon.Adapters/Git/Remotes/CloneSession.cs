using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// Works in a bare mirror of a repository elsewhere. Local references only ever say what the remote was seen to have,
/// so that a crash at any point leaves nothing to take back.
/// </summary>
internal sealed class CloneSession(string folder, GitRemote remote, Func<bool, ITransport> transports)
    : GitSession(Open(folder), remote)
{
    // Nobody ever joins the packs of all the fetches: past this many, cloning anew is quicker than looking.
    private const int MaxPacks = 400;

    public override PushResult Push(PushWish wish) => transports(wish.Options.Count > 0).Push(Repository, wish);

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

    protected override void Bring(string reference) => transports(false).Fetch(Repository, reference);

    public override void BringAll() => transports(false).Fetch(Repository, "refs/heads/*", "refs/tags/*");

    private static Repository Open(string folder)
    {
        var packs = new DirectoryInfo(Path.Combine(folder, "objects", "pack"));
        if (!Repository.IsValid(folder) || packs.EnumerateFiles("*.pack").Count() > MaxPacks)
        {
            Discard(folder);
            Repository.Init(folder, isBare: true);
        }

        // What a fetch that was killed had come to; nobody else works here.
        foreach (var unfinished in packs.EnumerateFiles("pack_git2_*").Concat(packs.EnumerateFiles("tmp_pack_*")))
        {
            unfinished.Delete();
        }

        return new Repository(folder);
    }
}
