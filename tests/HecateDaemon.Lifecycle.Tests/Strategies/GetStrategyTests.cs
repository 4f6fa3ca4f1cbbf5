using System.Text;
using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Tests.Api;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class GetStrategyTests
{
    private const string Deployment =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n      containers:\n      - image: " + World.Image + ":v0.9.0\n";

    [Fact]
    public async Task It_tells_which_strategies_there_are_which_can_be_used_and_what_is_ahead()
    {
        await using var door = await OpenAsync(Deployment);

        var strategy = await door.GetAsync(await door.InitiateAsync() + "/strategy");

        strategy.GetProperty("strategy").GetString().ShouldBe("recreate");
        Option(strategy, "recreate").GetProperty("feasible").GetBoolean().ShouldBeTrue();
        Option(strategy, "recreate").GetProperty("use_when").GetString().ShouldBe("Breaking changes requiring clean state");
        strategy.GetProperty("ahead").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldBe(["replace", "restore"]);
        strategy.GetProperty("taken").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_with_the_reason_and_refused_before_anything_is_written()
    {
        await using var door = await OpenAsync(Deployment.Replace("Deployment", "DaemonSet"));
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);

        var recreate = Option(await door.GetAsync(path + "/strategy"), "recreate");
        using var opened = await door.PostAsync(path + "/open", "{}");

        recreate.GetProperty("feasible").GetBoolean().ShouldBeFalse();
        recreate.GetProperty("reason").GetString().ShouldBe("DaemonSet a cannot be told to stop all its pods first: only a Deployment knows the strategy Recreate");
        await opened.ShouldBeProblemAsync(409, "strategy_impossible");
        door.World.Outside.Acts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "what it declares beside what there is would stay in the cluster when it goes from Git again, because Direct:Prune of production is off")]
    public async Task A_copy_that_nobody_would_delete_is_not_made(bool prune, string? why)
    {
        const string Copyable = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n" +
            "    spec:\n      containers:\n      - image: " + World.Image + ":v0.9.0\n";
        await using var door = await OpenAsync(Copyable, new Reconciler.Direct { Prune = prune });

        var canary = Option(await door.GetAsync(await door.InitiateAsync() + "/strategy"), "canary");

        (canary.TryGetProperty("reason", out var reason) ? reason.GetString() : null).ShouldBe(why);
    }

    [Fact]
    public async Task A_strategy_is_proposed_by_what_changed_since_the_last_release()
    {
        await using var door = await OpenAsync(Deployment);
        door.World.Outside.Release("0.9.0");
        var first = await door.InitiateAsync(version: "0.9.0");
        await door.WaiveAllAsync(first);
        (await door.GetAsync(first + "/strategy")).TryGetProperty("proposal", out _).ShouldBeFalse();
        await door.DoAsync(first + "/open");
        await door.World.UntilAsync(async () => (await door.GetAsync(first)).GetProperty("deployment").GetProperty("station").GetString() is "observation_passed" &&
            (await door.GetAsync(first + "/strategy")).GetProperty("ahead").GetArrayLength() == 0);
        await door.World.UntilAsync(async () => (await door.PostAsync(first + "/conclude", "{}")).IsSuccessStatusCode);

        door.World.Outside.Changes.Paths = ["src/mesh/node.erl"];
        var proposal = (await door.GetAsync(await door.InitiateAsync() + "/strategy")).GetProperty("proposal");

        proposal.GetProperty("strategy").GetString().ShouldBe("canary");
        proposal.GetProperty("why").GetString().ShouldStartWith("src/mesh/node.erl changed");
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        await using var door = await OpenAsync(Deployment);

        using var answer = await door.Http.GetAsync("/api/deployments/nothing/strategy");

        await answer.ShouldBeProblemAsync(404, "not_found");
    }

    private static Task<Door> OpenAsync(string manifest, Reconciler? reconciler = null) => Door.OpenAsync(world =>
    {
        world.Production = world.Production with { Strategy = Strategy.Recreate, Reconciler = reconciler ?? world.Production.Reconciler };
        world.Advice = new() { Mesh = ["src/mesh/**"] };
        world.Outside.Trees[0] = [new("apps/a.yaml", Encoding.UTF8.GetBytes(manifest))];
    });

    private static JsonElement Option(JsonElement answer, string strategy) =>
        answer.GetProperty("options").EnumerateArray().Single(o => o.GetProperty("strategy").GetString() == strategy);
}
