namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Canaries on the real API server, through the direct reconciler.</summary>
public sealed class CanaryTests
{
    private static readonly (string, object?, object?) Settings = ("canary", new { Steps = new[] { 25, 50 }, Pause = "00:00:00" }, null);
    private static readonly (string, object?, object?) Slow = ("canary", new { Steps = new[] { 25 }, Pause = "1.00:00:00" }, null);

    [Fact]
    public async Task A_deployment_is_shipped_share_by_share_with_a_kill_between_and_aborted_by_a_person()
    {
        var manifest = Manifest("Deployment", "");
        await using var stage = await StrategyStage.StartAsync(Slow, manifest);

        var first = await stage.OpenAsync("1.0.0");
        await stage.Client.UntilHappenedAsync(first, "observation_passed_v1");
        (await stage.KubectlAsync("get", "deployment", "-o", "jsonpath={range .items[*]}{.metadata.name}={.spec.replicas} {end}")).ShouldBe("shop=4 shop-canary=1 ");
        (await stage.KubectlAsync("get", "deployment", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}")).ShouldEndWith(":0.0.1");
        var ahead = await stage.Client.GetAsync($"/api/deployments/{first}/strategy");
        ahead.GetProperty("ahead").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["promote", "clean_up"]);
        await stage.KillAsync();
        await stage.Client.DoAsync($"/api/deployments/{first}/promote", new { reason = "looks good" });
        await stage.Client.UntilStateAsync(first, "completed");

        (await stage.StepsAsync(first)).ShouldBe(["canary", "promote", "clean_up"]);
        stage.Manifest().ShouldBe(manifest.Replace("0.0.1", "1.0.0"));
        (await stage.KubectlAsync("get", "deployment", "-o", "name")).Trim().ShouldBe("deployment.apps/shop");

        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilHappenedAsync(second, "rollout_completed_v1");
        await stage.Client.DoAsync($"/api/deployments/{second}/abort", new { reason = "customers complain" });
        await stage.Client.UntilStateAsync(second, "paused");

        (await stage.StepsAsync(second)).ShouldBe(["canary", "abort"]);
        stage.Manifest().ShouldBe(manifest.Replace("0.0.1", "1.0.0"));
        (await stage.World.RunningImageAsync()).ShouldEndWith(":1.0.0");
        stage.Commits()[^1].ShouldBe("fix: Abort canary of shop v1.1.0 due to customers complain");
    }

    [Fact]
    public async Task A_stateful_set_is_shipped_by_its_partition_and_a_sick_version_is_taken_back()
    {
        var manifest = Manifest("StatefulSet", "  serviceName: shop\n  podManagementPolicy: Parallel\n");
        await using var stage = await StrategyStage.StartAsync(
            Settings, manifest, isSick: version => version == "1.1.0",
            live: async cluster => await cluster.KubectlAsync(["get", "pod", "shop-3", "-o", "jsonpath={.spec.containers[0].image}", "--ignore-not-found"]));

        var first = await stage.OpenAsync("1.0.0");
        await stage.Client.UntilStateAsync(first, "completed");
        (await stage.StepsAsync(first)).ShouldBe(["canary", "canary", "promote", "clean_up"]);
        stage.Manifest().ShouldBe(manifest.Replace("0.0.1", "1.0.0"));

        // Its last pod is the canary, and that is sick.
        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilStateAsync(second, "paused");
        (await stage.StepsAsync(second)).ShouldBe(["canary", "abort"]);
        stage.Manifest().ShouldBe(manifest.Replace("0.0.1", "1.0.0"));
        (await stage.KubectlAsync("get", "pods", "-o", "jsonpath={range .items[*]}{.spec.containers[0].image}{\"\\n\"}{end}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(image => image.EndsWith(":1.0.0"));
    }

    [Fact]
    public async Task Of_two_daemon_sets_on_nodes_of_their_own_the_canary_gets_the_version_first()
    {
        static string On(string node, string name) => Manifest("DaemonSet", "").Replace("  replicas: 4\n", "")
            .Replace("name: shop\nspec", $"name: {name}\nspec").Replace("app: shop ", $"app: {name} ")
            .Replace("      containers:", $"      nodeSelector: {{ kubernetes.io/hostname: {node} }}\n      containers:");
        var manifest = On("node-1", "shop") + "---\n" + On("node-2", "shop-canary");
        await using var stage = await StrategyStage.StartAsync(
            ("canary", new { Steps = new[] { 50 }, Pause = "00:00:00" }, null), manifest,
            live: cluster => cluster.KubectlAsync(["get", "daemonset", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}", "--ignore-not-found"]));

        var id = await stage.OpenAsync("1.0.0");
        await stage.Client.UntilStateAsync(id, "completed");

        (await stage.StepsAsync(id)).ShouldBe(["canary", "promote", "clean_up"]);
        stage.Manifest().ShouldBe(manifest.Replace("0.0.1", "1.0.0"));
        var bumps = (await stage.Client.EventsAsync(id)).Where(e => e.GetProperty("type").GetString() is "manifests_bumped_v1").ToList();
        bumps[0].GetProperty("data").GetProperty("changes")[0].GetProperty("workload").GetProperty("name").GetString().ShouldBe("shop-canary");
        bumps[0].GetProperty("data").GetProperty("changes").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_version_in_a_kustomization_is_changed_there_and_the_canary_has_an_entry_of_its_own()
    {
        const string Kustomization = "resources: [deployment.yaml]\nimages:\n- name: shop\n  newName: IMAGE\n  newTag: \"0.0.1\" # the daemon's line\n";
        var manifest = Manifest("Deployment", "").Replace("\"IMAGE:0.0.1\"", "shop");
        await using var stage = await StrategyStage.StartAsync(Slow, manifest, kustomization: Kustomization);

        var id = await stage.OpenAsync("1.0.0");
        await stage.Client.UntilHappenedAsync(id, "observation_passed_v1");
        stage.Manifest(ShippingWorld.Kustomization).ShouldBe(Kustomization + "- name: shop-canary\n  newName: IMAGE\n  newTag: \"1.0.0\"\n");
        (await stage.KubectlAsync("get", "deployment", "-o", "jsonpath={range .items[*]}{.metadata.name}={.spec.template.spec.containers[0].image} {end}"))
            .Replace(stage.World.Image, "").ShouldBe("shop=:0.0.1 shop-canary=:1.0.0 ");
        await stage.Client.DoAsync($"/api/deployments/{id}/promote", new { reason = "looks good" });
        await stage.Client.UntilStateAsync(id, "completed");

        stage.Manifest().ShouldBe(manifest);
        stage.Manifest(ShippingWorld.Kustomization).ShouldBe(Kustomization.Replace("0.0.1", "1.0.0"));
        (await stage.World.RunningImageAsync()).ShouldEndWith(":1.0.0");
    }

    private static string Manifest(string kind, string more) => $$"""
        # Sold here.
        apiVersion: apps/v1
        kind: {{kind}}
        metadata:
          name: shop
        spec:
          replicas: 4
        {{more}}  selector:
            matchLabels: { app: shop }
          template:
            metadata:
              labels: { app: shop }
            spec:
              containers:
                - name: shop
                  image: "IMAGE:0.0.1"   # the daemon's line

        """;
}
