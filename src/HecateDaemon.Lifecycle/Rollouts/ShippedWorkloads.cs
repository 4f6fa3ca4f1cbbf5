using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>The workloads that a deployment's bump was for, each once.</summary>
internal static class ShippedWorkloads
{
    public static IReadOnlyList<Workload> Of(Deployment deployment) =>
    [
        .. deployment.Bump!.Changes
            .Where(c => c.Workload is not null)
            .Select(c => new Workload(c.Workload!.ApiVersion, c.Workload.Kind, c.Workload.Namespace, c.Workload.Name))
            .Distinct(),
    ];
}
