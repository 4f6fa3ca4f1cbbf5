using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Observation;

/// <summary>A release under observation for five minutes from noon on, and looks at it.</summary>
internal static class Seen
{
    public const string Workload = "Deployment app";

    public static readonly DateTimeOffset Noon = Story.Noon;

    public static DateTimeOffset At(int seconds) => Noon.AddSeconds(seconds);

    public static readonly TargetEnvironment Environment = new()
    {
        Name = Story.Environment,
        GitOpsRepository = "https://git.example.org/gitops.git",
        Reconciler = new Reconciler.Direct(),
        SmokeTests = [new SmokeTest { Name = "health", Url = new("http://localhost/health") }],
    };

    public static readonly ObservationSubject Subject = new()
    {
        Environment = Environment,
        Division = Story.Division,
        Version = Story.Version,
        Workloads = [new Workload("apps/v1", "Deployment", "default", "app")],
        Wanted = Rollouts.Samples.Wanted,
        From = Noon,
        EndsAt = Noon.AddMinutes(5),
        Baseline = null,
    };

    /// <summary>An hour before noon: two pods that had run for a day, without anything to tell.</summary>
    public static readonly ObservationFigures Calm = ObservationFigures.From(Noon.AddHours(-1)) with
    {
        ToAt = Noon,
        Looks = 1,
        Pods = 2,
        PodTimeMs = 2 * 24 * 3600 * 1000,
        Warnings = [],
        SmokeTests = [new("health", 20, 0, 20, 30)],
    };

    public static ObservationState Start => ObservationState.From(Noon, restarted: []);

    public static PodSeen Pod(
        string name, int restarts = 0, bool ready = true, int created = -600, int changed = -500, bool leaving = false, string? waiting = null) => new()
        {
            Name = name,
            Ready = ready,
            Leaving = leaving,
            Unschedulable = null,
            CreatedAt = At(created),
            ReadyChangedAt = At(changed),
            Containers = [new("app", Rollouts.Samples.New, "", restarts, ready, waiting, null)],
        };

    public static ObservationSample Look(int at, params IReadOnlyList<PodSeen> pods) => new()
    {
        At = At(at),
        Pods = new([new WorkloadSeen(Subject.Workloads[0], Live: null, pods)], Broken: null, Unsettled: null),
        Warnings = [],
        SmokeTests = [new("health", Passed: true, "200", 1, TimeSpan.FromMilliseconds(20))],
        HasAsked = true,
    };

    public static ObservationSample Failing(this ObservationSample sample, string detail = "status 500 instead of 200") =>
        sample with { SmokeTests = [new("health", Passed: false, detail, 1, TimeSpan.Zero)] };

    public static ObservationSample Warned(this ObservationSample sample, params IReadOnlyList<WarningSeen> warnings) =>
        sample with { Warnings = warnings };

    public static WarningSeen Warning(string key, int count, int first, int last, string reason = "Unhealthy") =>
        new(key, "Pod", "app-1", reason, "Readiness probe failed", count, At(first), At(last));

    public static ObservationState After(params IEnumerable<ObservationSample> samples) => samples.Aggregate(Start, ObservationTally.Add);

    /// <summary>A look every ten seconds from the beginning to the end.</summary>
    public static IEnumerable<ObservationSample> WholeWindow(Func<int, ObservationSample> look) =>
        Enumerable.Range(0, 31).Select(n => look(n * 10));

    public static ObservationVerdict Verdict(ObservationState state, ObservationFigures? baseline = null, int at = 300) =>
        ObservationJudge.Judge(Subject with { Baseline = baseline }, state, At(at));
}
