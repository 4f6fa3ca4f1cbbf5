using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>One try to bring a bump to the head that the branch has now: look, edit, commit, push.</summary>
internal sealed class BumpAttempt(
    GitSession session, BumpIntention intention, ManifestEditor editor, CancellationToken ct)
{
    /// <summary>
    /// How far back a mark is looked for: bumps are repeated within minutes or days, not thousands of commits.
    /// </summary>
    private const int MarkDepth = 1_000;

    private const int MaxWhysTold = 5;

    private readonly Repository repository = session.Repository;

    /// <summary>
    /// The outcome, or null and what was said if the branch moved meanwhile. Pushes are those before this try.
    /// </summary>
    public (BumpOutcome? Outcome, string LostRace) Run(int pushes, Func<Signature> author)
    {
        var head = session.HeadOf(intention.Branch);
        if (FindMarked(head) is { } own)
        {
            if (Edit(head) is { } now && now.Exists(e => e.Edited.IsChanged))
            {
                return (Refused("manifest_moved", $"commit {own.Sha} brought {intention.Tag}, but '{intention.Branch}' has been changed to another version since: put {intention.Tag} back there, or shelve this deployment"), "");
            }

            // The same edit of what was there before tells what the commit changed, whoever asks, however late.
            var before = own.Parents.FirstOrDefault() ?? own;
            return (new BumpOutcome.Bumped(CommitId.Parse(own.Sha), PlacesIn(Edit(before) ?? []), pushes), "");
        }

        if (Edit(head) is not { } edits)
        {
            return (Refused("gitops_path_not_found", $"there is no file or folder '{intention.Path}'"), "");
        }

        if (edits.SelectMany(e => e.Edited.Unclear).ToList() is [_, ..] unclear)
        {
            var whys = unclear.Take(MaxWhysTold).Select(u => $"{u.File}:{u.Line}: {GitFailure.Clean(u.Why)}");
            var more = unclear.Count > MaxWhysTold ? $"; and {unclear.Count - MaxWhysTold} more" : "";
            var told = string.Join("; ", whys) + more;
            return (Refused("manifest_unclear", $"it cannot be told what to change for {intention.Image}: {told}"), "");
        }

        var places = PlacesIn(edits);
        if (places is [])
        {
            return (Refused("image_not_found", $"no manifest below '{intention.Path}' runs {intention.Image}"), "");
        }

        if (!edits.Exists(e => e.Edited.IsChanged))
        {
            return (new BumpOutcome.Bumped(CommitId.Parse(head.Sha), places, pushes), "");
        }

        if (UnwritableFolder(head, edits) is { } folder)
        {
            return (Refused("manifest_unclear", $"the folder '{folder}' holds a file name that is not UTF-8"), "");
        }

        var commit = Write(head, edits, author());
        var (verdict, said) = session.Push(commit, intention.Branch, head);
        return verdict switch
        {
            PushVerdict.Landed => (new BumpOutcome.Bumped(CommitId.Parse(commit.Sha), places, pushes + 1), ""),
            PushVerdict.Refused => (Refused("push_refused", $"the push to {intention.Branch} was refused: {said}"), ""),
            _ => (null, said),
        };
    }

    private static List<BumpedPlace> PlacesIn(List<FileEdit> edits) => [.. edits.SelectMany(e => e.Edited.Places)];

    private BumpOutcome.Refused Refused(string code, string why) => new(code, $"In {session.Remote}, {why}.");

    private Commit? FindMarked(Commit head) => repository.Commits
        .QueryBy(new CommitFilter { IncludeReachableFrom = head, SortBy = CommitSortStrategies.Time })
        .Take(MarkDepth)
        .FirstOrDefault(c => BumpMessage.IsMarked(c, intention));

    /// <summary>What concerns the image in the files of the path; null if the path is not there.</summary>
    private List<FileEdit>? Edit(Commit commit) => GitFiles.Below(commit, intention.Path, ct)?
        .Select(file => new FileEdit(
            file, editor.Edit(file.Path, GitFiles.Read(file), intention.Image, intention.Tag, intention.Digest)))
        .Where(edit => edit.Edited is not { Places: [], Unclear: [] })
        .ToList();

    /// <summary>
    /// LibGit2Sharp reads names that are not UTF-8 with replacement characters, and would write those.
    /// </summary>
    private static string? UnwritableFolder(Commit head, List<FileEdit> edits) => edits
        .Where(e => e.Edited.IsChanged)
        .SelectMany(e => FoldersAbove(e.File.Path))
        .Distinct(StringComparer.Ordinal)
        .FirstOrDefault(folder => (folder == "" ? head.Tree : (Tree)head[folder].Target)
            .Any(entry => entry.Name.Contains('\uFFFD', StringComparison.Ordinal)));

    private static IEnumerable<string> FoldersAbove(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }

        yield return "";
    }

    private Commit Write(Commit head, List<FileEdit> edits, Signature author)
    {
        var tree = TreeDefinition.From(head);
        foreach (var (file, edited) in edits.Where(e => e.Edited.IsChanged))
        {
            using var content = new MemoryStream(edited.Content.ToArray(), writable: false);
            tree.Add(file.Path, repository.ObjectDatabase.CreateBlob(content), file.Mode);
        }

        return repository.ObjectDatabase.CreateCommit(author, author, BumpMessage.For(intention),
            repository.ObjectDatabase.CreateTree(tree), [head], prettifyMessage: false);
    }

    private sealed record FileEdit(GitFile File, EditedManifest Edited);
}
