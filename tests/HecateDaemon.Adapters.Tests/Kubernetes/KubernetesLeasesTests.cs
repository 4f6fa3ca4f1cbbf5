using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Adapters.Tests.Leadership;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class KubernetesLeasesTests(ClusterLab lab) : LeasesContract
{
    private ClusterScene scene = null!;

    protected override TargetEnvironment Production => scene.Environment;

    public override Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task<(IKeepLeases One, IKeepLeases Two)> NewLeasesAsync()
    {
        scene = await ClusterScene.NewAsync(lab);
        return (new KubernetesLeases(scene.Clusters), new KubernetesLeases(scene.Clusters));
    }

    [Fact]
    public async Task Kubectl_shows_who_acts_and_a_lease_that_was_deleted_is_taken_anew()
    {
        var election = new Election(
            Production, new KubernetesLeases(scene.Clusters), new DaemonIdentity("node-1_abc"), new LeaseTimes(TimeSpan.FromSeconds(30)),
            TimeProvider.System, NullLogger<Election>.Instance);
        (await election.RoundAsync(Ct)).ShouldBeTrue();
        (await scene.KubectlAsync(["get", "leases"])).ShouldContain("node-1_abc");

        await scene.KubectlAsync(["delete", "lease", "hecate-production-actor"]);

        // A Lease may be made anew by what would have replaced it.
        (await election.RoundAsync(Ct) || await election.RoundAsync(Ct)).ShouldBeTrue();
        (await scene.KubectlAsync(["get", "leases"])).ShouldContain("node-1_abc");
    }

    [Fact]
    public async Task Who_may_not_read_it_is_told_what_to_grant()
    {
        var strange = Production with { Cluster = new Cluster(lab.StrangersKubeconfig, Context: null) };

        (await Should.ThrowAsync<OutsideWorldException>(new KubernetesLeases(scene.Clusters).ReadAsync(strange, Ct))).Message
            .ShouldContain("rbac.yaml");
    }
}
