namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Recreate on the real API server, through the direct reconciler.</summary>
public sealed class RecreateTests
{
    private const string Manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          replicas: 2
          # One comes before one goes.
          strategy:
            rollingUpdate:
              maxSurge: 1
              maxUnavailable: 0
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
    public async Task It_ships_with_a_kill_between_its_steps_and_a_sick_version_is_taken_back()
    {
        await using var stage = await StrategyStage.StartAsync(("recreate", null, null), Manifest, isSick: version => version == "1.1.0");

        var first = await stage.OpenAsync("1.0.0");
        await stage.UntilStepAsync(first, "replace");
        await stage.KillAsync();
        await stage.Client.UntilStateAsync(first, "completed");

        (await stage.StepsAsync(first)).ShouldBe(["replace", "restore"]);
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.0.0"));
        (await stage.KubectlAsync("get", "deployment", "shop", "-o", "jsonpath={.spec.strategy.type}")).ShouldBe("RollingUpdate");
        stage.Commits().ShouldBe(
        [
            "chore: Bump shop to v1.0.0 (recreate: the version, with strategy Recreate)",
            "chore: Bump shop to v1.0.0 (recreate: the strategy as it was)",
        ]);

        var second = await stage.OpenAsync("1.1.0");
        await stage.Client.UntilStateAsync(second, "paused");

        (await stage.StepsAsync(second)).ShouldBe(["replace", "abort"]);
        stage.Manifest().ShouldBe(Manifest.Replace("0.0.1", "1.0.0"));
        (await stage.World.RunningImageAsync()).ShouldEndWith(":1.0.0");
        (await stage.Client.StoryAsync(second)).ShouldContain("strategy_aborted_v1");
    }
}
