using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>
/// One try to propose a bump on a branch of its own. It is there once the target branch has it, by whichever way: merge,
/// rebase (known by the mark) or squash (known by what stands in the files).
/// </summary>
internal sealed class ProposalAttempt(GitSession session, BumpLook look, CommitWriter commits, CancellationToken ct)
{
    /// <summary>The outcome, or null and what was said if the branch moved meanwhile.</summary>
    public (BumpOutcome? Outcome, string LostRace) Run(BumpIntention intention, BumpProposal proposal)
    {
        var head = session.HeadOf(intention.Branch);
        var draft = new Draft(session, head, ct);
        var (answer, edits) = look.At(intention, draft);
        if (answer is not null)
        {
            return (answer, "");
        }

        var reference = $"refs/heads/{proposal.Branch}";
        if (!Reference.IsValidName(reference))
        {
            return (look.Refused("proposal_branch_taken", $"'{proposal.Branch}' cannot be the name of a branch"), "");
        }

        var tip = session.Find(reference) as Commit;
        if (tip is not null && look.FindMarked(intention, tip, without: head) is { } own)
        {
            return (Superseded(intention, own, edits, draft) ?? (BumpOutcome)new BumpOutcome.Proposed(CommitId.Parse(own.Sha), proposal.Branch)
            {
                Before = CommitId.Parse((own.Parents.FirstOrDefault() ?? own).Sha),
            }, "");
        }

        return Refusal(intention, proposal, tip, head) is { } refused ? (refused, "") : Push(intention, proposal, tip, draft, edits);
    }

    private (BumpOutcome? Outcome, string LostRace) Push(
        BumpIntention intention, BumpProposal proposal, Commit? tip, Draft draft, IReadOnlyList<FileEdit> edits)
    {
        draft.TryAdd(intention.Image, edits);
        var commit = commits.Write(session, draft, BumpMessage.For([intention]), ct);
        var (verdict, said) = session.Push(
            new(commit, proposal.Branch) { Seen = tip, Replaces = tip is not null, Options = proposal.PushOptions });
        return verdict switch
        {
            PushVerdict.Landed => (new BumpOutcome.Proposed(CommitId.Parse(commit.Sha), proposal.Branch) { Before = CommitId.Parse(draft.Head.Sha) }, ""),
            PushVerdict.Refused => (look.Refused("push_refused", $"the push to {proposal.Branch} was refused: {said}"), ""),
            _ => (null, said),
        };
    }

    private BumpOutcome.Refused? Refusal(BumpIntention intention, BumpProposal proposal, Commit? tip, Commit head) =>
        proposal.IsKnown ? look.Refused("proposal_closed", $"the request was closed: '{proposal.Branch}' {(tip is null ? "is gone" : "has other commits now")}, and '{intention.Branch}' does not have {intention.Tag}; shelve and resume this deployment to propose it again")
        : tip is not null && !IsMerged(tip, intention, head) ? look.Refused("proposal_branch_taken", $"'{proposal.Branch}' holds commit {tip.Sha}, which '{intention.Branch}' does not have and which is not of this deployment: merge or delete it")
        : null;

    /// <summary>What the branch was proposed for is not what stands there any more.</summary>
    private BumpOutcome.Refused? Superseded(BumpIntention intention, Commit own, IReadOnlyList<FileEdit> edits, Draft draft)
    {
        var before = look.Edit(intention, draft.At(own.Parents.FirstOrDefault() ?? own)) ?? [];
        var known = BumpLook.PlacesIn(before).Select(p => p.Old).ToHashSet(StringComparer.Ordinal);
        return BumpLook.PlacesIn(edits).FirstOrDefault(p => p.Old != p.New && !known.Contains(p.Old)) is { } moved
            ? look.Refused("manifest_moved", $"{intention.Tag} waits to be merged, but '{intention.Branch}' went to {moved.Old} meanwhile ({moved.File}:{moved.Line}): close the request and shelve this deployment, or put back what stood there")
            : null;
    }

    /// <summary>A branch whose bumps have all arrived may be used again: not everybody deletes merged branches.</summary>
    private bool IsMerged(Commit tip, BumpIntention intention, Commit head)
    {
        string[] marks = [.. BumpMessage.MarksOf(tip, intention)];
        return session.Repository.ObjectDatabase.FindMergeBase(head, tip)?.Id == tip.Id ||
            (marks.Length > 0 && Array.TrueForAll(marks, m => look.FindMarked(m, head, without: null, notBefore: null) is not null));
    }
}
