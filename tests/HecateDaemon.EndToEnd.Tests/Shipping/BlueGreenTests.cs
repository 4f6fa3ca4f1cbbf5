using HecateDaemon.Adapters.Tests.Kubernetes;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Blue/green on the real API server, through the direct reconciler.</summary>
public sealed class BlueGreenTests
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          selector: { app: shop, colour: blue }
          ports: [{ port: 80, protocol: TCP }]
        ---

        """;

    private static readonly (string, object?, object?) Settings = ("blue_green", null, new { });

    [Fact]
    public async Task The_idle_colour_is_switched_to_with_a_kill_before_and_the_way_back_is_one_commit()
    {
        var manifest = Service + Colour("blue") + "---\n" + Colour("green");
        await using var stage = await StrategyStage.StartAsync(Settings, manifest, isSick: version => version == "1.2.0", live: LiveAsync);

        var first = await stage.OpenAsync("1.0.0");
        await stage.UntilStepAsync(first, "prepare");
        await stage.KillAsync();
        await stage.Client.UntilStateAsync(first, "completed");
        (await stage.StepsAsync(first)).ShouldBe(["prepare", "switch"]);
        var green = Service.Replace("colour: blue", "colour: green") + Colour("blue") + "---\n" + Colour("green").Replace("0.0.1", "1.0.0");
        stage.Manifest().ShouldBe(green);

        // The other way round, and back: the old colour still runs the old version.
        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilStateAsync(second, "completed");
        stage.Manifest().ShouldBe(Service + Colour("blue").Replace("0.0.1", "1.1.0") + "---\n" + Colour("green").Replace("0.0.1", "1.0.0"));
        var commits = stage.Commits().Length;
        await stage.Client.DoAsync($"/api/deployments/{second}/rollback", new { reason = "it is too slow" });
        await stage.UntilRolledBackAsync(second);
        stage.Commits().Length.ShouldBe(commits + 1);
        stage.Manifest().ShouldBe(green.Replace("IMAGE:0.0.1", "IMAGE:1.1.0"));
        (await stage.World.RunningImageAsync()).ShouldEndWith(":1.0.0");

        // Sick behind the switch: everything is taken back.
        var third = await stage.OpenAsync("1.2.0");
        await stage.Client.UntilStateAsync(third, "paused");
        (await stage.StepsAsync(third))[^1].ShouldBe("abort");
        stage.Manifest().ShouldBe(green.Replace("IMAGE:0.0.1", "IMAGE:1.1.0"));
    }

    [Fact]
    public async Task Of_one_colour_a_second_one_is_made_which_is_switched_to_and_the_first_one_retires()
    {
        var only = Colour("blue").Replace("name: shop-blue", "name: shop").Replace(", colour: blue", "");
        var service = Service.Replace(", colour: blue", "");
        var manifest = service + only;
        var both = service.Replace("app: shop", "app: shop-green") + only + "---\n" + only.Replace("app: shop", "app: shop-green").Replace("name: shop\nspec", "name: shop-green\nspec").Replace("0.0.1", "1.0.0");
        await using var stage = await StrategyStage.StartAsync(
            ("blue_green", null, new { KeepOld = "00:00:01" }), manifest, isSick: version => version == "1.1.0",
            live: async cluster => await cluster.KubectlAsync(["get", "service", "shop", "-o", "jsonpath={.spec.selector.app}", "--ignore-not-found"]) is { Length: > 0 } app
                ? await cluster.KubectlAsync(["get", "deployment", app, "-o", "jsonpath={.spec.template.spec.containers[0].image}", "--ignore-not-found"])
                : "");

        var first = await stage.OpenAsync("1.0.0");
        await stage.UntilStepAsync(first, "prepare");
        stage.Manifest().ShouldStartWith(manifest);
        await stage.KillAsync();
        await stage.Client.UntilStateAsync(first, "completed");
        (await stage.StepsAsync(first)).ShouldBe(["prepare", "switch", "retire"]);
        var retired = string.Join("replicas: 0", both.Split("replicas: 2", 2));
        stage.Manifest().ShouldBe(retired);

        // The next one is sick behind the switch: the colours are as they were.
        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilStateAsync(second, "paused");
        (await stage.StepsAsync(second)).ShouldBe(["prepare", "switch", "abort"]);
        stage.Manifest().ShouldBe(retired);
        (await stage.World.RunningImageAsync()).ShouldEndWith(":1.0.0");
    }

    /// <summary>What is behind the Service.</summary>
    private static async Task<string> LiveAsync(ClusterLab cluster)
    {
        var colour = await cluster.KubectlAsync(["get", "service", "shop", "-o", "jsonpath={.spec.selector.colour}", "--ignore-not-found"]);
        return colour is "" ? "" : await cluster.KubectlAsync(["get", "deployment", $"shop-{colour}", "-o", "jsonpath={.spec.template.spec.containers[0].image}", "--ignore-not-found"]);
    }

    private static string Colour(string colour) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-{{colour}}
        spec:
          replicas: 2
          selector:
            matchLabels: { app: shop, colour: {{colour}} }
          template:
            metadata:
              labels: { app: shop, colour: {{colour}} }
            spec:
              containers:
                - name: shop
                  image: "IMAGE:0.0.1"   # the daemon's line

        """;
}
