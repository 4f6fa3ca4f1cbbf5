using System.Collections.Frozen;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary>
/// Counts what pods tell: restarts, waiting, readiness. Most of it is cumulative in the cluster, so that two looks cover the
/// time between them.
/// </summary>
internal static class PodTally
{
    private const int MostListed = 100;
    private static readonly FrozenSet<string> Usual = FrozenSet.Create(StringComparer.Ordinal, "ContainerCreating", "PodInitializing");

    public static ObservationState Add(ObservationState before, ObservationSample sample)
    {
        if (sample.Pods is not { } seen)
        {
            return before with { Broken = null, Unsettled = null };
        }

        var pods = StayingPod.Of(seen.Workloads);
        var (figures, marks) = (before.Figures, before.Marks);
        var unseenFor = sample.At - (marks.PodsSeenAt ?? figures.FromAt);
        return before with
        {
            Broken = seen.Broken,
            Unsettled = seen.Unsettled,
            Figures = figures with
            {
                Pods = pods.Count,
                PodTimeMs = figures.PodTimeMs + (pods.Count * Math.Max(0, (long)unseenFor.TotalMilliseconds)),
                Restarts = Merge(figures.Restarts, Restarts(pods, marks.Restarted)),
                ReadinessLost = figures.ReadinessLost + pods.Count(p => HasLostReadiness(p, marks)),
                Waiting = Merge(figures.Waiting, Waiting(pods)),
            },
            Marks = marks with
            {
                PodsSeenAt = sample.At,
                Restarted = Rollouts.Restarts.Of(seen.Workloads),
                ReadyAt = pods.Select(p => p.Pod.ReadyChangedAt).Append(marks.ReadyAt).Max(),
                Unready = [.. pods.Where(p => !p.Pod.Ready).Select(p => p.Name)],
            },
        };
    }

    private static IEnumerable<RestartFigure> Restarts(IReadOnlyList<StayingPod> pods, IReadOnlyList<RestartMark>? marks)
    {
        var known = marks?.ToDictionary(m => (m.Pod, m.Container), m => m.Count);
        foreach (var pod in pods)
        {
            foreach (var container in pod.Pod.Containers.Where(c => c.Restarts > 0))
            {
                var before = known is null ? container.Restarts : known.GetValueOrDefault((pod.Name, container.Name));

                // Fewer than before: another pod of the same name, which counts from zero.
                yield return new(pod.Workload, container.Name, container.Restarts < before ? container.Restarts : container.Restarts - before);
            }
        }
    }

    /// <summary>
    /// A pod that came later than everything seen before is only starting. What changed since and is ready again was not
    /// ready in between.
    /// </summary>
    private static bool HasLostReadiness(StayingPod seen, ObservationMarks marks) =>
        marks.PodsSeenAt is not null &&
        !(seen.Pod.CreatedAt > marks.ReadyAt) &&
        !marks.Unready.Contains(seen.Name, StringComparer.Ordinal) &&
        (!seen.Pod.Ready || seen.Pod.ReadyChangedAt > marks.ReadyAt);

    private static IEnumerable<WaitingFigure> Waiting(IReadOnlyList<StayingPod> pods) => pods
        .SelectMany(p => p.Pod.Containers
            .Where(c => c.WaitingReason is { } reason && !Usual.Contains(reason))
            .Select(c => new WaitingFigure(p.Workload, c.Name, c.WaitingReason!, Looks: 1)))
        .Distinct();

    private static IReadOnlyList<RestartFigure> Merge(IReadOnlyList<RestartFigure> before, IEnumerable<RestartFigure> more) =>
    [
        .. before.Concat(more)
            .GroupBy(r => (r.Workload, r.Container))
            .Select(g => new RestartFigure(g.Key.Workload, g.Key.Container, g.Sum(r => r.Count)))
            .Where(r => r.Count > 0)
            .OrderByDescending(r => r.Count)
            .Take(MostListed),
    ];

    private static IReadOnlyList<WaitingFigure> Merge(IReadOnlyList<WaitingFigure> before, IEnumerable<WaitingFigure> more) =>
    [
        .. before.Concat(more)
            .GroupBy(w => (w.Workload, w.Container, w.Reason))
            .Select(g => new WaitingFigure(g.Key.Workload, g.Key.Container, g.Key.Reason, g.Sum(w => w.Looks)))
            .OrderByDescending(w => w.Looks)
            .Take(MostListed),
    ];
}
