using System.Security.Cryptography;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using LibGit2Sharp;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace HecateDaemon.Adapters.Git;

internal sealed partial class GitManifestWriter(
    GitRepositories repositories,
    ManifestEditor editor,
    GitOptions options,
    TimeProvider clock,
    ILogger<GitManifestWriter> logger)
    : ICommitManifests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    public async Task<BumpOutcome> BumpAsync(BumpIntention intention, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        for (var pushes = 0; ; pushes++)
        {
            var before = pushes;
            var (outcome, said) = await repositories.UseAsync(intention.Repository, (session, token) =>
                new BumpAttempt(session, intention, editor, token).Run(before, Author), ct);
            if (outcome is not null)
            {
                return outcome;
            }

            var remote = GitRemote.Parse(intention.Repository);
            if (clock.GetElapsedTime(began) > options.PushDeadline)
            {
                throw new OutsideWorldException(
                    $"Of {pushes + 1} pushes to '{intention.Branch}' of {remote} every one came second to others': {said}.");
            }

            RaceLost(intention.Branch, remote.Address, said);
            await Task.Delay(Pause(pushes), clock, ct);
        }
    }

    private Signature Author() => new(options.AuthorName, options.AuthorEmail, clock.GetUtcNow());

    /// <summary>
    /// Somewhere between nothing and a bound that doubles: writers that met once shall not meet again.
    /// </summary>
    private static TimeSpan Pause(int lost)
    {
        var bound = FirstPause * Math.Pow(2, Math.Min(lost, 5));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)bound.TotalMilliseconds));
    }

    [LoggerMessage(6002, LogLevel.Information, "Lost a race for {Branch} of {Repository} ({Said}); tries again")]
    private partial void RaceLost(string branch, string repository, string said);
}
