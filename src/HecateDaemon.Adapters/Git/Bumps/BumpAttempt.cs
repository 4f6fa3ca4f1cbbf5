using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;

namespace HecateDaemon.Adapters.Git;

/// <summary>One try to bring bumps of one branch to the head that it has now: look, edit, one commit for all, push.</summary>
internal sealed class BumpAttempt(GitSession session, BumpLook look, CommitWriter commits, CancellationToken ct)
{
    /// <summary>Intentions that are still without an end afterwards want another try. Pushes are those before this one.</summary>
    public AttemptEnd Run(IReadOnlyList<BumpIntention> intentions, int pushes)
    {
        var head = session.HeadOf(intentions[0].Branch);
        var draft = new Draft(session, head, ct);
        var ends = new BumpEnd?[intentions.Count];
        var riding = new List<(int Index, List<BumpedPlace> Places)>();
        for (var i = 0; i < intentions.Count; i++)
        {
            var (answer, edits) = Look(intentions[i], draft);
            ends[i] = answer;
            if (answer is null && draft.TryAdd(intentions[i].Image, edits))
            {
                riding.Add((i, BumpLook.PlacesIn(edits)));
            }
        }

        return riding is [] ? new(ends, Lost: null) : Push(intentions, draft, ends, riding, pushes);
    }

    /// <summary>What is wrong for one shall not hold up the others.</summary>
    private (BumpEnd? End, IReadOnlyList<FileEdit> Edits) Look(BumpIntention intention, Draft draft)
    {
        try
        {
            var (answer, edits) = look.At(intention, draft);
            return (answer is null ? null : new BumpEnd(answer, Failure: null), edits);
        }
        catch (OutsideWorldException e)
        {
            return (new(Outcome: null, e), []);
        }
    }

    private AttemptEnd Push(
        IReadOnlyList<BumpIntention> intentions, Draft draft, BumpEnd?[] ends, List<(int Index, List<BumpedPlace> Places)> riding, int pushes)
    {
        BumpIntention[] together = [.. riding.Select(r => intentions[r.Index])];
        var commit = commits.Write(session, draft, BumpMessage.For(together), ct);
        var branch = together[0].Branch;
        var (verdict, said) = session.Push(new(commit, branch) { Seen = draft.Head });
        var isAlone = riding.Count is 1;
        foreach (var (index, places) in riding)
        {
            ends[index] = verdict switch
            {
                PushVerdict.Landed => new(Landed(commit, places, pushes + 1, draft), Failure: null),
                PushVerdict.Refused when isAlone => new(look.Refused("push_refused", $"the push to {branch} was refused: {said}"), Failure: null),
                // One that the server does not want shall not hold up the others.
                PushVerdict.Refused => Run([intentions[index]], pushes + 1).Ends[0],
                _ => null,
            };
        }

        return new(ends, verdict is PushVerdict.LostRace ? new LostPush(pushes + 1, CommitId.Parse(draft.Head.Sha), said) : null);
    }

    private static BumpOutcome.Bumped Landed(Commit commit, List<BumpedPlace> places, int pushes, Draft draft) =>
        new(CommitId.Parse(commit.Sha), places, pushes) { Before = CommitId.Parse(draft.Head.Sha) };
}

/// <summary>What became of one bump of a try.</summary>
internal sealed record BumpEnd(BumpOutcome? Outcome, OutsideWorldException? Failure);

/// <summary>What became of each bump, null for those that want another try, and the push if the branch moved meanwhile.</summary>
internal sealed record AttemptEnd(IReadOnlyList<BumpEnd?> Ends, LostPush? Lost);
