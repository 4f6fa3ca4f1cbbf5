using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// What is remembered between two looks: what was seen, and what of it was told. Forgotten with the process: then the last that
/// was told is where it goes on.
/// </summary>
internal sealed class ObservationPace
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private const int TalesInAWindow = 20;
    private readonly ConcurrentDictionary<DeploymentId, Remembered> known = new();

    public ObservationState StateOf(Deployment seen) =>
        Of(seen)?.State
        ?? (seen.Observing is { } told ? new(told.Figures, told.Marks) : ObservationState.From(seen.Since, seen.Rollout?.Restarted));

    /// <summary>What is to be told now: the news, or what was told before where that is much the same.</summary>
    public ObservationPending Tell(Deployment seen, ObservationSubject subject, ObservationState state, string waitingFor)
    {
        var before = Of(seen)?.Told ?? seen.Observing;
        var isSame = before is ObservationProgressed && before.WaitingFor == waitingFor &&
            state.Figures.ToAt - before.Figures.ToAt < Between(subject.Window);
        var told = isSame ? before! : new ObservationProgressed
        {
            WaitingFor = waitingFor,
            EndsAt = subject.EndsAt,
            Figures = state.Figures,
            Marks = state.Marks,
            IsExtended = before?.IsExtended ?? false,
        };
        known[seen.Id] = new(seen.Turn, state, told);
        return told;
    }

    public void Forget(DeploymentId id) => known.TryRemove(id, out _);

    /// <summary>What was seen in one active period says nothing about the next.</summary>
    private Remembered? Of(Deployment seen) =>
        known.TryGetValue(seen.Id, out var remembered) && remembered.Turn == seen.Turn ? remembered : null;

    private static TimeSpan Between(TimeSpan window)
    {
        var pause = window / TalesInAWindow;
        return pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
    }

    private sealed record Remembered(int Turn, ObservationState State, ObservationPending Told);
}
