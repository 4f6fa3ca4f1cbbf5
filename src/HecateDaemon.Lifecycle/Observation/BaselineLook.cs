using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Sees in one look how a release has behaved: pods and warnings remember, and so does the history of the smoke tests, which
/// are asked a few times more where it is short.
/// </summary>
internal sealed class BaselineLook(
    IWatchWorkloads cluster, IListWarnings warnings, SmokeTestRun smokeTests, SmokeTestHistory history, MetricAsking metrics, TimeProvider clock)
{
    /// <summary>How long clusters remember warnings, unless they are told otherwise.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    private const int EnoughAnswers = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<BaselineTaken> TakeAsync(ObservationSubject subject, CancellationToken ct)
    {
        var unseen = new List<string>();
        var pods = subject.Workloads is [] ? null : await Sighting.TryAsync(() => cluster.SeeAsync(subject.Environment, subject.Workloads, ct), unseen);
        var runs = pods?.Select(w => OnlyRunning(w, subject.Wanted)).ToList();
        if (runs is not null && runs.TrueForAll(w => w.WithBehind.All(b => b.Pods is [])))
        {
            return new() { Of = subject.Version, Evidence = $"no pod runs {subject.Version}, which was the last one concluded here" };
        }

        var sample = new ObservationSample
        {
            At = subject.EndsAt,
            Pods = runs is null ? null : new(runs, Broken: null, Unsettled: null),
            Warnings = runs is null ? null : await Sighting.TryAsync(() => warnings.ListAsync(subject.Environment, runs, ct), unseen),
            SmokeTests = await SmokeTestsAsync(subject, ct),
            Metrics = await metrics.AskAsync(subject, ct),
            HasAsked = true,
            Unseen = unseen,
        };
        var figures = BaselineFigures.Of(subject, sample);
        return new() { Of = subject.Version, Figures = figures, Evidence = BaselineFigures.Describe(subject.Version, figures) };
    }

    /// <summary>What runs besides, such as a release that was shelved half-way, is no measure.</summary>
    private static WorkloadSeen OnlyRunning(WorkloadSeen workload, WantedImage wanted)
    {
        var template = workload.Live is { } live && PodTemplate.Of(workload.Workload.Kind, live) is { } spec
            ? TemplateContainer.Of(spec, wanted.Image)
            : [];
        var release = new NewRelease(wanted, template);
        return workload with
        {
            Pods = [.. workload.Pods.Where(p => !p.Leaving && release.Runs(p))],
            Behind = [.. workload.Behind.Select(b => OnlyRunning(b, wanted))],
        };
    }

    private async Task<IReadOnlyList<SmokeTestOutcome>> SmokeTestsAsync(ObservationSubject subject, CancellationToken ct)
    {
        var known = history.Of(subject.Environment.Name, subject.Division, subject.Version, since: subject.From);
        var fewest = subject.SmokeTests.Select(t => known.Count(o => o.Test == t.Name)).DefaultIfEmpty(EnoughAnswers).Min();
        var outcomes = known.ToList();
        var begun = clock.GetTimestamp();
        for (var asked = fewest; asked < EnoughAnswers && clock.GetElapsedTime(begun) < Patience; asked++)
        {
            outcomes.AddRange(await smokeTests.RunOnceAsync(subject.Environment, subject.Division, subject.Version, ct));
        }

        return outcomes;
    }
}
