namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Canaries of a DaemonSet that stands alone, on the real API server with two nodes, through the direct reconciler.</summary>
public sealed class DaemonSetCanaryTests
{
    private const string Manifest = """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: shop
        spec:
          selector:
            matchLabels: { app: shop }
          template:
            metadata:
              labels: { app: shop }
            spec:
              containers:
                - name: shop
                  image: "IMAGE:0.0.1"   # the daemon's line

        """;

    [Fact]
    public async Task Without_labels_the_daemon_replaces_pods_node_by_node_with_a_kill_between_and_back()
    {
        await using var stage = await StartAsync(new { Steps = new[] { 50 }, Pause = "1.00:00:00" });
        await ShipAsync(stage, "1.0.0");

        // One of two nodes, over a kill; then the rest by its own controller.
        var second = await stage.OpenAsync("1.1.0");
        await stage.UntilStepAsync(second, "canary");
        await stage.KillAsync();
        await stage.Client.UntilHappenedAsync(second, "observation_passed_v1");
        (await RunningAsync(stage)).ShouldBe(["1.0.0", "1.1.0"]);
        stage.Manifest().ShouldContain("hecate.social/canary-nodes: 50%");
        (await stage.Client.EventsAsync(second)).Select(e => e.ToString()).ShouldContain(e => e.Contains("which was deleted so that its node gets"));
        await stage.Client.DoAsync($"/api/deployments/{second}/promote", new { reason = "looks good" });
        await stage.Client.UntilStateAsync(second, "completed");
        (await stage.StepsAsync(second)).ShouldBe(["canary", "promote", "clean_up"]);
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.1.0"));
        (await RunningAsync(stage)).ShouldBe(["1.1.0", "1.1.0"]);

        var third = await stage.OpenAsync("1.2.0");
        await stage.Client.UntilHappenedAsync(third, "observation_passed_v1");
        await stage.Client.DoAsync($"/api/deployments/{third}/abort", new { reason = "customers complain" });
        await stage.Client.UntilStateAsync(third, "paused");
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.1.0"));
        (await RunningAsync(stage)).ShouldBe(["1.1.0", "1.1.0"]);
    }

    [Fact]
    public async Task A_labelled_node_gets_a_copy_and_the_other_ones_pod_is_not_touched_before_the_promotion()
    {
        await using var stage = await StartAsync(new { Steps = new[] { 50 }, Pause = "1.00:00:00", NodeLabel = "example.org/canary=yes" });
        await stage.KubectlAsync("label", "node", "node-2", "example.org/canary=yes");
        await ShipAsync(stage, "1.0.0");
        var pods = await PodsAsync(stage);

        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilHappenedAsync(second, "observation_passed_v1");
        var between = await PodsAsync(stage);
        between["node-1"].ShouldBe(pods["node-1"]);
        between["node-2"].ShouldStartWith("shop-canary-");
        (await RunningAsync(stage)).ShouldBe(["1.0.0", "1.1.0"]);
        await stage.Client.DoAsync($"/api/deployments/{second}/abort", new { reason = "customers complain" });
        await stage.Client.UntilStateAsync(second, "paused");
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.0.0"));
        (await PodsAsync(stage))["node-1"].ShouldBe(pods["node-1"]);
        (await RunningAsync(stage)).ShouldBe(["1.0.0", "1.0.0"]);

        await stage.Client.DoAsync($"/api/deployments/{second}/resume", new { });
        await stage.UntilStepAsync(second, "canary", times: 2);
        await stage.Client.DoAsync($"/api/deployments/{second}/promote", new { reason = "looks good after all" });
        await stage.Client.UntilStateAsync(second, "completed");
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.1.0"));
        (await RunningAsync(stage)).ShouldBe(["1.1.0", "1.1.0"]);
    }

    private static Task<StrategyStage> StartAsync(object canary) => StrategyStage.StartAsync(
        ("canary", canary, null), Manifest,
        live: cluster => cluster.KubectlAsync(["get", "daemonset", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}", "--ignore-not-found"]));

    /// <summary>The first release finds nothing of which a part could stay old.</summary>
    private static async Task ShipAsync(StrategyStage stage, string version)
    {
        var id = await stage.OpenAsync(version);
        await stage.Client.UntilHappenedAsync(id, "observation_passed_v1");
        await stage.Client.DoAsync($"/api/deployments/{id}/promote", new { reason = "the first one" });
        await stage.Client.UntilStateAsync(id, "completed");
    }

    private static async Task<IEnumerable<string>> RunningAsync(StrategyStage stage) =>
        Lines(await stage.KubectlAsync("get", "pods", "-o", "jsonpath={range .items[*]}{.spec.containers[0].image}{\"\\n\"}{end}"))
            .Select(image => image.Split(':')[^1]).Order(StringComparer.Ordinal);

    private static async Task<Dictionary<string, string>> PodsAsync(StrategyStage stage) =>
        Lines(await stage.KubectlAsync("get", "pods", "-o", "jsonpath={range .items[*]}{.spec.nodeName} {.metadata.name}{\"\\n\"}{end}"))
            .ToDictionary(line => line.Split(' ')[0], line => line.Split(' ')[1], StringComparer.Ordinal);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
