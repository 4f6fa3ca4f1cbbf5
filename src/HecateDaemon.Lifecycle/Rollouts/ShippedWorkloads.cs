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

    private static IEnumerable<Workload> All(Deployment deployment) =>
        deployment.Bump!.Changes
            .Where(c => c.Workload is not null)
            .Select(c => new Workload(c.Workload!.ApiVersion, c.Workload.Kind, c.Workload.Namespace, c.Workload.Name))
            .Distinct();
}
