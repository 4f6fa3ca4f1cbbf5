using System.Collections.Concurrent;
using System.Security.Cryptography;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Git;

internal sealed partial class GitManifestWriter(
    GitRepositories repositories,
    ManifestEditor editor,
    PassedOver passedOver,
    CommitWriter commits,
    ProposalCommand command,
    GitOptions options,
    TimeProvider clock,
    ILogger<GitManifestWriter> logger)
    : ICommitManifests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string, string), Gathering<BumpIntention, BumpOutcome>> gatherings = new();

    public Task<BumpOutcome> BumpAsync(BumpIntention intention, CancellationToken ct)
    {
        var remote = GitRemote.Parse(intention.Repository);
        return intention.Proposal is { } proposal
            ? ProposeAsync(intention, proposal, ct)
            : gatherings.GetOrAdd((remote.Address, intention.Branch), _ => new(options.Access.GatheringWindow, clock, MeetAsync))
                .JoinAsync(intention, ct);
    }

    private async Task MeetAsync(IReadOnlyList<Waiting<BumpIntention, BumpOutcome>> together, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var lost = new List<LostPush>();
        for (var (pushes, left) = (0, together); left.Count > 0; pushes++)
        {
            var (tried, before) = (left, pushes);
            var end = await repositories.UseAsync(
                left[0].Wish.Repository,
                (session, token) => new BumpAttempt(session, Look(session), commits, token).Run([.. tried.Select(w => w.Wish)], before),
                ct);
            left = [.. left.Where((waiting, i) => !Answer(waiting, end.Ends[i], [.. lost]))];
            if (end.Lost is { } push && left.Count > 0)
            {
                lost.Add(push);
                await PauseAsync(left[0].Wish, began, pushes, push.Said, ct);
            }
        }
    }

    private async Task<BumpOutcome> ProposeAsync(BumpIntention intention, BumpProposal proposal, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        for (var pushes = 0; ; pushes++)
        {
            var (outcome, said) = await repositories.UseAsync(
                intention.Repository,
                (session, token) => new ProposalAttempt(session, Look(session), commits, token).Run(intention, proposal),
                ct);
            if (outcome is BumpOutcome.Proposed proposed && !proposal.IsKnown)
            {
                await command.RunAsync(intention, proposed, ct);
            }

            if (outcome is not null)
            {
                return outcome;
            }

            await PauseAsync(intention with { Branch = proposal.Branch }, began, pushes, said, ct);
        }
    }

    private BumpLook Look(GitSession session) => new(session, editor, passedOver);

    private static bool Answer(Waiting<BumpIntention, BumpOutcome> waiting, BumpEnd? end, IReadOnlyList<LostPush> lost)
    {
        if (end?.Outcome is { } outcome)
        {
            waiting.Say(outcome is BumpOutcome.Bumped bumped ? bumped with { LostPushes = lost } : outcome);
        }
        else if (end?.Failure is { } failure)
        {
            waiting.Fail(failure);
        }

        return end is not null;
    }

    /// <summary>
    /// Somewhere between nothing and a bound that doubles: writers that met once shall not meet again.
    /// </summary>
    private async Task PauseAsync(BumpIntention intention, long began, int lost, string said, CancellationToken ct)
    {
        var remote = GitRemote.Parse(intention.Repository);
        if (clock.GetElapsedTime(began) > options.PushDeadline)
        {
            throw new OutsideWorldException(
                $"Of {lost + 1} pushes to '{intention.Branch}' of {remote} every one came second to others': {said}.");
        }

        RaceLost(intention.Branch, remote.Address, said);
        var bound = FirstPause * Math.Pow(2, Math.Min(lost, 5));
        await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)bound.TotalMilliseconds)), clock, ct);
    }

    [LoggerMessage(6002, LogLevel.Information, "Lost a race for {Branch} of {Repository} ({Said}); tries again")]
    private partial void RaceLost(string branch, string repository, string said);
}
