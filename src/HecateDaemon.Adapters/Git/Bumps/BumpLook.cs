using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>What there is to do for a bump at a branch's head: an answer, or edits.</summary>
internal sealed class BumpLook(GitSession session, ManifestEditor editor, PassedOver passedOver)
{
    /// <summary>
    /// How far back a mark is looked for: bumps are repeated within minutes or days, not thousands of commits.
    /// </summary>
    private const int MarkDepth = 1_000;

    private const int MaxWhysTold = 5;

    /// <summary>Either the answer, which is not <see cref="BumpOutcome.Proposed"/>, or edits of which at least one changes something.</summary>
    public (BumpOutcome? Answer, IReadOnlyList<FileEdit> Edits) At(BumpIntention intention, Draft draft)
    {
        var head = draft.Head;
        if (FindMarked(intention, head) is { } own)
        {
            return (MovedSince(intention, own, draft) ?? (BumpOutcome)Bumped(intention, own, draft), []);
        }

        if (Edit(intention, draft) is not { } edits)
        {
            return (Refused("gitops_path_not_found", WhyNot(intention.Path, draft)), []);
        }

        if (Unclear(edits) is { } told)
        {
            return (Refused("manifest_unclear", $"it cannot be told what to change for {intention.Image}: {told}"), []);
        }

        var places = PlacesIn(edits);
        return places is [] && intention.Change is null ? (Refused("image_not_found", $"no manifest below '{intention.Path}' runs {intention.Image}"), [])
            : places.FirstOrDefault(intention.IsLowerThan) is { } higher
                ? (Refused("version_lower", $"{higher.File}:{higher.Line} has {higher.Old}, which is higher than {intention.Tag}: only a rollback goes back"), [])
            : !edits.Exists(e => e.Edited.IsChanged) ? (new BumpOutcome.Bumped(CommitId.Parse(head.Sha), places, 0), [])
            : (null, edits);
    }

    public BumpOutcome.Refused Refused(string code, string why) => new(code, $"In {session.Remote}, {why}.");

    /// <summary>The commit that carries the intention's mark, among those that <paramref name="head"/> has and <paramref name="without"/> has not.</summary>
    public Commit? FindMarked(BumpIntention intention, Commit head, Commit? without = null) =>
        FindMarked(BumpMessage.MarkOf(intention), head, without, intention.NotBefore);

    public Commit? FindMarked(string mark, Commit head, Commit? without, DateTimeOffset? notBefore) => session.Repository.Commits
        .QueryBy(new CommitFilter { IncludeReachableFrom = head, ExcludeReachableFrom = without, SortBy = CommitSortStrategies.Time })
        .Take(MarkDepth)
        .TakeWhile(c => notBefore is null || c.Committer.When >= notBefore)
        .FirstOrDefault(c => BumpMessage.IsMarked(c, mark));

    /// <summary>What concerns the image in the files of the path; null if the path is not there.</summary>
    public List<FileEdit>? Edit(BumpIntention intention, Draft draft) => intention.Change is { } change
        ? Change(change, intention.Path, draft)
        : draft.Files.Mentioning(draft.Head, intention.Path, new(session.Repository.Info.Path, intention.Image, passedOver))?
            .Select(file => new FileEdit(
                file, editor.Edit(file.Path, draft.Read(file), intention.Image, intention.Tag, intention.Digest)))
            .Where(edit => edit.Edited is not { Places: [], Unclear: [] })
            .ToList();

    /// <summary>A change sees all files that can be manifests.</summary>
    private static List<FileEdit>? Change(IChangeManifests change, string path, Draft draft)
    {
        var files = draft.Files.Below(draft.Head, path)?.Where(f => ManifestText.IsLookedAt(f.Path)).ToDictionary(f => f.Path, StringComparer.Ordinal);
        return files is null ? null
            : [.. change.Change([.. draft.Read(files.Values).Select(f => new ManifestFile(f.File.Path, f.Content))])
                .Select(changed => new FileEdit(files[changed.Path], changed.Edited))];
    }

    public static List<BumpedPlace> PlacesIn(IEnumerable<FileEdit> edits) => [.. edits.SelectMany(e => e.Edited.Places)];

    private BumpOutcome.Refused? MovedSince(BumpIntention intention, Commit own, Draft draft) =>
        Edit(intention, draft) is { } now && now.Exists(e => e.Edited.IsChanged)
            ? Refused("manifest_moved", $"commit {own.Sha} brought {intention.Tag}, but '{intention.Branch}' has been changed to another version since: put {intention.Tag} back there, or shelve this deployment")
            : null;

    /// <summary>The same edit of what was there before tells what the commit changed, whoever asks, however late.</summary>
    private BumpOutcome.Bumped Bumped(BumpIntention intention, Commit own, Draft draft)
    {
        var before = own.Parents.FirstOrDefault() ?? own;
        var edits = Edit(intention, draft.At(before)) ?? [];
        return new(CommitId.Parse(Arrival(own, draft.Head).Sha), PlacesIn(edits), 1) { Before = CommitId.Parse(before.Sha) };
    }

    /// <summary>The commit by which the branch itself got it: the merge, where it was made on another branch.</summary>
    private Commit Arrival(Commit own, Commit head)
    {
        var branch = new List<Commit>();
        for (var at = head; at is not null && branch.Count < MarkDepth; at = at.Parents.FirstOrDefault())
        {
            if (at.Id == own.Id)
            {
                return own;
            }

            branch.Add(at);
        }

        // Newest first, and what has it once has it ever after.
        var (with, without) = (0, branch.Count);
        while (without - with > 1)
        {
            var middle = (with + without) / 2;
            var hasIt = session.Repository.ObjectDatabase.FindMergeBase(branch[middle], own)?.Id == own.Id;
            (with, without) = hasIt ? (middle, without) : (with, middle);
        }

        return branch[with];
    }

    private static string? Unclear(List<FileEdit> edits)
    {
        string[] whys =
        [
            .. edits.SelectMany(e => e.Edited.Unclear).Select(u => $"{u.File}:{u.Line}: {GitFailure.Clean(u.Why)}"),
            .. edits.Where(e => !e.File.IsNameKnown).Select(e => $"{e.File.Path}: the name of a file or folder is not UTF-8"),
        ];
        var more = whys.Length > MaxWhysTold ? $"; and {whys.Length - MaxWhysTold} more" : "";
        return whys is [] ? null : string.Join("; ", whys.Take(MaxWhysTold)) + more;
    }

    private static string WhyNot(string path, Draft draft) => draft.Files.Find(draft.Head, path)?.Kind switch
    {
        TreeBytes.Kind.Link => $"'{path}' is, or lies behind, a symbolic link, and those are not followed",
        TreeBytes.Kind.Submodule => $"'{path}' is a submodule, and those are not entered: name its own repository",
        _ => $"there is no file or folder '{path}'",
    };
}
