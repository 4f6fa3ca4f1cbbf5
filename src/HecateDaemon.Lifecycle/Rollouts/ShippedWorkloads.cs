using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>The workloads that a deployment's bump was for, each once: those that roll out, and those that only run at times.</summary>
internal static class ShippedWorkloads
{
    public static (IReadOnlyList<Workload> Watched, IReadOnlyList<Workload> Others) Of(Deployment deployment)
    {
        var all = All(deployment).ToLookup(RolloutJudge.CanWatch);
        return ([.. all[true]], [.. all[false]]);
    }

    /// <summary>The verified image; on a strategy's way back the one before, of which no digest was verified.</summary>
    public static WantedImage WantedOf(Deployment deployment, Workload workload) => deployment.Abort is null
        ? deployment.Image!.Wanted()
        : new(deployment.Image!.Image, deployment.Bump!.Changes.First(c => Of(c) == workload).New.Split('@')[0], Digests: []);

    private static IEnumerable<Workload> All(Deployment deployment) =>
        deployment.Bump!.Changes.Select(Of).OfType<Workload>().Distinct();

    private static Workload? Of(ManifestChange change) => change.Workload is { } shipped
        ? new(shipped.ApiVersion, shipped.Kind, shipped.Namespace, shipped.Name)
        : null;
}
