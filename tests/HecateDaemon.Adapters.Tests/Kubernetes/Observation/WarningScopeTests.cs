using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Observation;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

public sealed class WarningScopeTests
{
    [Theory]
    [InlineData("Deployment", "Deployment", "app", true)]
    [InlineData("Deployment", "StatefulSet", "app", false)]
    [InlineData("Deployment", "ReplicaSet", "app-5d4f7c9b", true)]
    [InlineData("Deployment", "ReplicaSet", "app-web-5d4f7c9b", false)]
    [InlineData("Deployment", "Pod", "app-5d4f7c9b-x7k2p", true)]
    [InlineData("Deployment", "Pod", "app-web-5d4f7c9b-x7k2p", false)]
    [InlineData("Deployment", "Pod", "app-5d4f7c9b-debug", false)] // no suffix of Kubernetes has an e
    [InlineData("Deployment", "Pod", "other", false)]
    [InlineData("DaemonSet", "Pod", "app-x7k2p", true)]
    [InlineData("DaemonSet", "Pod", "app-x7k2pq", false)]
    [InlineData("StatefulSet", "Pod", "app-0", true)]
    [InlineData("StatefulSet", "Pod", "app-12", true)]
    [InlineData("StatefulSet", "Pod", "app-", false)]
    [InlineData("StatefulSet", "Pod", "app-x7k2p", false)]
    [InlineData("Pod", "Pod", "app", true)]
    [InlineData("Pod", "Pod", "-x7k2p", false)]
    public void Objects_are_a_workloads_by_its_name_its_replica_sets_and_the_names_of_pods(string workload, string kind, string name, bool holds) =>
        new WarningScope(new Workload("apps/v1", workload, "default", "app"), new HashSet<string>(StringComparer.Ordinal) { "app-5d4f7c9b" })
            .Holds(new WarningSeen("w", kind, name, "Unhealthy", "", 1, default, default)).ShouldBe(holds);
}
