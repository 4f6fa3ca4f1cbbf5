using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>
/// Compares what the runtimes say that they run with what was verified: the same tag may have become another image. Pods of
/// another image are another difference, and a digest that no runtime has reported is none. Pure.
/// </summary>
internal static class RunningDigests
{
    public static IEnumerable<Drift> Differences(WantedWorkload wanted, IReadOnlyList<PodSeen> pods, WantedImage verified)
    {
        if (PodTemplate.Of(wanted.Workload.Kind, wanted.Json) is not { } template)
        {
            return [];
        }

        return
            from container in TemplateContainer.Of(template, verified.Image)
            where container.Reference.Is(verified)
            let others = Running(pods, container.Name, verified).Where(d => !verified.Digests.Contains(d)).Distinct().ToList()
            where others is not []
            select new Drift
            {
                Kind = DriftKind.Changed,
                Workload = wanted.Workload,
                DivisionId = wanted.DivisionId,
                Container = container.Name,
                Aspect = DriftAspect.Digest,
                Wanted = verified.Digests[0].ToString(),
                Live = string.Join(", ", others.Select(d => d.ToString()).Order(StringComparer.Ordinal)),
            };
    }

    private static IEnumerable<Digest> Running(IReadOnlyList<PodSeen> pods, string container, WantedImage verified) => pods
        .Where(p => !p.Leaving)
        .SelectMany(p => p.Containers)
        .Where(c => c.Name == container && ImageReference.TryParse(c.Image, out var asked) && asked.Is(verified))
        .Select(c => c.RunningDigest)
        .OfType<Digest>();
}
