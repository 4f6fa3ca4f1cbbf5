using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

[Collection(ClusterCollection.Name)]
public sealed class KubernetesNodesTests(ClusterLab lab)
{
    private const string Node = """{"apiVersion":"v1","kind":"Node","metadata":{"name":"small-one"},"spec":{"unschedulable":true}}""";

    [Fact]
    public async Task Nodes_say_what_they_are_and_those_that_do_not_are_left_out()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await lab.KubectlAsync(["apply", "-f", "-"], Node);
        try
        {
            var before = await new KubernetesNodes(scene.Clusters).ListAsync(scene.Environment, ClusterScene.Ct);
            await lab.KubectlAsync(["replace", "--raw", "/api/v1/nodes/small-one/status", "-f", "-"], Node.Replace(
                "\"spec\"", """ "status":{"nodeInfo":{"operatingSystem":"linux","architecture":"arm64"}},"spec" """, StringComparison.Ordinal));

            var after = await new KubernetesNodes(scene.Clusters).ListAsync(scene.Environment, ClusterScene.Ct);

            before!.ShouldNotContain("linux/arm64");
            after!.ShouldContain("linux/arm64");
        }
        finally
        {
            await lab.KubectlAsync(["delete", "node", "small-one"]);
        }
    }

    [Fact]
    public async Task Without_a_cluster_there_are_no_nodes_to_ask_about()
    {
        using var scene = await ClusterScene.NewAsync(lab);

        (await new KubernetesNodes(scene.Clusters).ListAsync(scene.Environment with { Cluster = null }, ClusterScene.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_may_not_list_nodes_is_told_so()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        var strangers = scene.Environment with { Cluster = new Cluster(lab.StrangersKubeconfig, Context: null) };

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => new KubernetesNodes(scene.Clusters).ListAsync(strangers, ClusterScene.Ct));

        refused.Message.ShouldContain("list nodes in the cluster");
        refused.Message.ShouldContain("403");
    }
}
