using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Api;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class GetAntiPatternsTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task What_is_found_is_told_with_its_place_its_doer_and_what_to_do_instead()
    {
        var place = new FindingPlace.InCluster("Deployment", "shop", "app", "app");
        await RecordAsync(Story.Environment, new Finding("set_image", Severity.Error, "app:1 runs", place)
        {
            DivisionId = Story.Division,
            By = new() { Tool = "kubectl-set", At = Story.Noon, NotKnown = "who" },
        });

        var found = (await ListAsync("")).ShouldHaveSingleItem();

        var noon = Story.Noon.ToUnixTimeMilliseconds();
        JsonNode.DeepEquals(JsonNode.Parse(found.ToString()), JsonNode.Parse($$"""
            {
              "rule": "set_image", "severity": "error", "environment": "production", "division_id": "hecate-daemon", "seen": "app:1 runs",
              "place": { "in": "cluster", "kind": "Deployment", "namespace": "shop", "name": "app", "container": "app" },
              "where": "Deployment shop/app container app", "by": { "tool": "kubectl-set", "at": {{noon}}, "not_known": "who" },
              "problem": "Bypasses GitOps, causes state drift", "instead": "Update GitOps manifests", "found_at": {{noon}}, "changed_at": {{noon}}
            }
            """)).ShouldBeTrue(found.ToString());
    }

    [Fact]
    public async Task The_worst_comes_first_and_division_environment_and_rule_choose()
    {
        var place = new FindingPlace.InCluster("Deployment", "shop", "app", null);
        await RecordAsync(
            Story.Environment,
            new Finding("restarted_by_hand", Severity.Note, "a", place), new Finding("set_image", Severity.Error, "b", place) { DivisionId = Story.Division });
        await RecordAsync(World.Staging, new Finding("manual_deployment", Severity.Warning, "c", place));

        (await SeenAsync("")).ShouldBe(["b", "c", "a"]);
        (await SeenAsync("?environment=production")).ShouldBe(["b", "a"]);
        (await SeenAsync("?division_id=hecate-daemon")).ShouldBe(["b"]);
        (await SeenAsync("?rule=manual_deployment&environment=production")).ShouldBeEmpty();
        (await SeenAsync("?rule=manual_deployment")).ShouldBe(["c"]);
    }

    [Fact]
    public async Task An_answer_says_how_far_in_the_log_it_is()
    {
        await RecordAsync(Story.Environment, new Finding("set_image", Severity.Error, "b", new FindingPlace.InDeployment(Story.Id)));

        using var answer = await door.Http.GetAsync("/api/antipatterns?consistent=true");

        answer.Headers.GetValues("Hecate-Position").ShouldHaveSingleItem().ShouldBe("0");
    }

    [Fact]
    public async Task A_rule_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using var answer = await door.Http.GetAsync("/api/antipatterns?rule=latest");

        (await answer.ShouldBeProblemAsync(400, "malformed")).GetProperty("detail").GetString()!.ShouldContain("latest_tag");
    }

    private async Task RecordAsync(EnvironmentName environment, params Finding[] found) =>
        await new FindingDesk(door.World.Log, new EventCodec(AntiPatternEventTypes.All))
            .RecordAsync(new(environment, Story.Noon, found, _ => true), "test", CancellationToken.None);

    private async Task<List<JsonElement>> ListAsync(string query) =>
        [.. (await door.GetAsync($"/api/antipatterns{query}{(query is "" ? "?" : "&")}consistent=true")).GetProperty("anti_patterns").EnumerateArray()];

    private async Task<List<string?>> SeenAsync(string query) => [.. (await ListAsync(query)).Select(f => f.GetProperty("seen").GetString())];
}
