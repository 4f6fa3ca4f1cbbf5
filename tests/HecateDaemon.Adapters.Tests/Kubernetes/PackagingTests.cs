using System.Text;
using System.Text.Json.Nodes;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>What packaging/kubernetes gives to a cluster is accepted there, and is enough for the daemon and no more.</summary>
[Collection(ClusterCollection.Name)]
public sealed class PackagingTests(ClusterLab lab)
{
    [Fact]
    public async Task The_daemon_set_is_accepted_by_a_cluster_with_its_roles()
    {
        await ApplyRolesAsync();

        (await lab.KubectlAsync(["apply", "--dry-run=server", "-f", Packaged("daemonset.yaml")])).ShouldContain("daemonset.apps/hecate-daemon created (server dry run)");
    }

    [Fact]
    public async Task The_packaged_roles_are_enough_to_apply_to_prune_to_watch_to_lead_and_to_ask_flux_and_argo()
    {
        using var scene = await ClusterScene.NewAsync(lab);
        await ApplyRolesAsync();
        await scene.KubectlAsync(["create", "rolebinding", "watch", "--clusterrole=hecate-daemon-watch", "--serviceaccount=hecate-system:hecate-daemon"]);
        await scene.KubectlAsync(["create", "rolebinding", "direct", "--clusterrole=hecate-daemon-direct", "--serviceaccount=hecate-system:hecate-daemon"]);
        await scene.KubectlAsync(["create", "rolebinding", "lease", "--clusterrole=hecate-daemon-lease", "--serviceaccount=hecate-system:hecate-daemon"]);
        await scene.KubectlAsync(["create", "rolebinding", "canary", "--clusterrole=hecate-daemon-canary", "--serviceaccount=hecate-system:hecate-daemon"]);
        await lab.KubectlAsync(["apply", "-n", "flux-system", "-f", "-"], SampleManifests.Flux);
        await lab.KubectlAsync(["apply", "-n", "argocd", "-f", "-"], "{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: shop}, spec: {}}".Insert(0, "---\n"));
        var commit = scene.Git.Commit(("app/app.yaml", SampleManifests.Deployment("1.0.0")));
        var environment = scene.Environment with { Cluster = new Cluster(await AccountKubeconfigAsync(), Context: null) };
        var byArgo = environment with { Reconciler = new Reconciler.Argo("argocd", "shop") };
        var byFlux = environment with { Reconciler = new Reconciler.Flux("flux-system", "fleet", "apps") };

        await scene.Direct.RequestAsync(scene.Request(commit, environment), ClusterScene.Ct);
        await scene.Flux.RequestAsync(scene.Request(commit, byFlux), ClusterScene.Ct);

        await scene.Argo.RequestAsync(scene.Request(commit, byArgo), ClusterScene.Ct);

        (await scene.Argo.SeeAsync(scene.Request(commit, byArgo), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>();
        (await scene.Direct.SeeAsync(scene.Request(commit, environment), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Applied>();
        (await scene.Flux.SeeAsync(scene.Request(commit, byFlux), ClusterScene.Ct)).ShouldBeOfType<RevisionSeen.Pending>();
        (await scene.Workloads.SeeAsync(environment, [new("apps/v1", "Deployment", null, "app")], ClusterScene.Ct)).Single().Live.ShouldNotBeNull();
        var without = scene.Git.Commit(("app/other.yaml", SampleManifests.Deployment("1.0.0").Replace("name: app\n", "name: other\n")));
        (await scene.Direct.RequestAsync(scene.Request(without, environment), ClusterScene.Ct)).ShouldContain("deleted Deployment");
        (await new KubernetesNodes(scene.Clusters).ListAsync(environment, ClusterScene.Ct)).ShouldNotBeNull();
        await new KubernetesPods(scene.Clusters).ReplaceAsync(environment, new("apps/v1", "DaemonSet", null, "app"), Pod("gone"), ClusterScene.Ct);
        var lease = new Election(
            environment, new KubernetesLeases(scene.Clusters), new DaemonIdentity("one"), new LeaseTimes(TimeSpan.FromMinutes(1)), TimeProvider.System, NullLogger<Election>.Instance);
        (await lease.RoundAsync(ClusterScene.Ct) && await lease.RoundAsync(ClusterScene.Ct)).ShouldBeTrue(lease.Trouble);
        var elsewhere = environment with { Namespace = "kube-system" };
        (await Should.ThrowAsync<OutsideWorldException>(scene.Direct.RequestAsync(scene.Request(commit, elsewhere), ClusterScene.Ct))).Message.ShouldContain("(403)");
    }

    private async Task ApplyRolesAsync()
    {
        await lab.KubectlAsync(["apply", "-f", "-"], "apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: argocd}");
        await lab.KubectlAsync(["apply", "-f", Packaged("rbac.yaml"), "-f", Packaged("rbac-flux.yaml"), "-f", Packaged("rbac-argo.yaml")]);
    }

    /// <summary>A kubeconfig with the service account's own token.</summary>
    private async Task<string> AccountKubeconfigAsync()
    {
        var account = await Eventually.Async<JsonNode, JsonNode>(
            () => lab.Api.GetAsync("api/v1/namespaces/hecate-system/serviceaccounts/hecate-daemon"), a => a["secrets"] is not null);
        var secret = await lab.Api.GetAsync($"api/v1/namespaces/hecate-system/secrets/{account["secrets"]![0]!["name"]}");
        var file = Path.Combine(Path.GetDirectoryName(lab.Kubeconfig)!, "account.kubeconfig");
        var token = Encoding.UTF8.GetString(Convert.FromBase64String(secret["data"]!["token"]!.GetValue<string>()));
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(lab.StrangersKubeconfig)).Replace("stranger-token", token));
        return file;
    }

    private static PodSeen Pod(string name) => new() { Name = name, Uid = "1", Ready = true, Leaving = false, Unschedulable = null, Containers = [] };

    private static string Packaged(string file) => Path.Combine(ClusterLab.Repository, "packaging", "kubernetes", file);
}
