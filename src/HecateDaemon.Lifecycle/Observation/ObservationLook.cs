using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>Takes one sample of a release. What cannot be reached is told in the sample, and keeps nobody from the rest.</summary>
internal sealed class ObservationLook(
    IWatchWorkloads cluster, IListWarnings warnings, SmokeTestRun smokeTests, SmokeTestHistory history, MetricAsking metrics, TimeProvider clock)
{
    public async Task<ObservationSample> TakeAsync(ObservationSubject subject, ObservationState before, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unseen = new List<string>();
        var sample = new ObservationSample { At = now, Unseen = unseen };
        if (subject.Workloads is not [])
        {
            var pods = await Sighting.TryAsync(() => PodsAsync(subject, now, ct), unseen);
            var warned = pods is null ? null : await Sighting.TryAsync(() => warnings.ListAsync(subject.Environment, pods.Workloads, ct), unseen);
            sample = sample with { Pods = pods, Warnings = warned };
        }

        return IsDue(subject, before, now) ? sample with { SmokeTests = await ProbeAsync(subject, ct), Metrics = await metrics.AskAsync(subject, ct), HasAsked = true }
            : before.Marks.SmokeTests.Any(t => t.FailingSinceAt is not null) ? sample with { SmokeTests = await ProbeAsync(subject, ct) }
            : sample;
    }

    /// <summary>From time to time, and once more at the end.</summary>
    private static bool IsDue(ObservationSubject subject, ObservationState before, DateTimeOffset now) =>
        before.Marks.AskedAt is not { } asked ||
        now - asked >= subject.Pause ||
        (asked < subject.EndsAt && now >= subject.EndsAt);

    private async Task<PodsSample> PodsAsync(ObservationSubject subject, DateTimeOffset now, CancellationToken ct)
    {
        var sightings = await cluster.SeeAsync(subject.Environment, subject.Workloads, ct);
        var verdicts = sightings.Select(s => RolloutJudge.Judge(s, subject.Wanted, now)).ToList();
        return new(
            sightings,
            Joined(verdicts.OfType<RolloutVerdict.Failed>().Select(v => v.Reason)),
            Joined(verdicts.OfType<RolloutVerdict.InProgress>().Select(v => v.What)));
    }

    private async Task<IReadOnlyList<SmokeTestOutcome>> ProbeAsync(ObservationSubject subject, CancellationToken ct)
    {
        var outcomes = await smokeTests.RunOnceAsync(subject.Environment, subject.Division, subject.Version, ct);
        foreach (var outcome in outcomes)
        {
            history.Add(subject.Environment.Name, subject.Division, subject.Version, outcome);
        }

        return outcomes;
    }

    private static string? Joined(IEnumerable<string> sentences) => string.Join("; ", sentences) is { Length: > 0 } all ? all : null;
}
