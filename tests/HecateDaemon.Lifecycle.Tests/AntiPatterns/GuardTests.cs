using System.Text.Json;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Tests.Reconciliation;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

/// <summary>The guard in the reconcile round of the whole daemon, over a world that is a fake.</summary>
public sealed class GuardTests : InAWorld
{
    public override Task InitializeAsync()
    {
        World.Outside.Notes = _ => "\n### Rollback Plan\n- None\n";
        return World.StartAsync();
    }

    [Fact]
    public async Task What_appears_changes_and_clears_is_an_event_each_and_quiet_rounds_write_nothing()
    {
        await ShipAsync();
        Cluster("ghcr.io/org/app:1.9.9");
        await RoundAsync();
        await RoundAsync();
        (await StoryAsync()).ShouldBe(["anti_pattern_found_v1 set_image"]);

        Cluster("ghcr.io/org/app:1.9.8");
        await RoundAsync();
        await RoundAsync();
        Cluster("ghcr.io/org/app:2.0.0");
        await RoundAsync();
        await RoundAsync();

        (await StoryAsync()).ShouldBe(["anti_pattern_found_v1 set_image", "anti_pattern_changed_v1 set_image", "anti_pattern_cleared_v1 set_image"]);
    }

    [Fact]
    public async Task After_a_restart_what_was_found_is_not_found_again_and_still_told()
    {
        await ShipAsync();
        Cluster("ghcr.io/org/app:1.9.9");
        await RoundAsync();
        await World.RestartAsync();
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);

        await RoundAsync();

        (await StoryAsync()).Count.ShouldBe(1);
        World.Get<AntiPatternsView>().All(_ => true).ShouldHaveSingleItem().Finding.Rule.ShouldBe("set_image");
    }

    [Fact]
    public async Task An_error_stops_whoever_would_ship_on_top_of_it_and_says_how_it_clears()
    {
        await ShipAsync();
        Cluster("ghcr.io/org/app:1.9.9");
        await RoundAsync();
        World.Outside.Release("1.1.0");
        var next = await World.InitiateAsync("1.1.0");

        var refusal = (await World.OpenAsync(next)).Decision.Refusal!;

        refusal.Code.ShouldBe("anti_pattern");
        refusal.Reason.ShouldBe(
            "Deployment shop/app container app: ghcr.io/org/app:1.9.9 runs, and Git wants ghcr.io/org/app:2.0.0; no commit ever named it (set_image). " +
            "Instead: Update GitOps manifests. It clears with the first reconcile round that sees it gone; AntiPatterns:Rules:set_image says whether it stops anybody");
        Cluster("ghcr.io/org/app:2.0.0");
        await RoundAsync();
        (await World.OpenAsync(next)).Decision.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task What_settings_make_a_warning_stops_nobody_and_what_they_turn_off_is_cleared()
    {
        await ShipAsync();
        Cluster("ghcr.io/org/app:1.9.9");
        await RoundAsync();

        await RestartWithAsync(Severity.Warning);
        World.Outside.Release("1.1.0");
        (await World.OpenAsync(await World.InitiateAsync("1.1.0"))).Decision.Refusal.ShouldBeNull();
        await World.UntilAsync(DeploymentId.Parse("d1-1-0"), d => d.Phase is Phase.Completed);

        await RestartWithAsync(Severity.Off);
        await RoundAsync();
        (await StoryAsync())[^1].ShouldBe("anti_pattern_cleared_v1 set_image");
    }

    [Fact]
    public async Task What_could_not_be_looked_at_clears_nothing_and_is_told()
    {
        await ShipAsync();
        World.Past.Changes = [new(new(CommitId.Parse(new string('7', 40)), "Jane", Story.Noon, "hotfix"), "apps/a.yaml", 12, "v1.0.0", "v1.0.1")];
        await RoundAsync();
        await World.RestartAsync();
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
        World.Past.Changes = null;
        World.Outside.Fault = (port, _) => port is "code" ? throw new OutsideWorldException("https://git.example.org/code.git is away") : Task.CompletedTask;

        await RoundAsync();

        (await StoryAsync()).ShouldBe(["anti_pattern_found_v1 manual_deployment"]);
        World.Get<AntiPatternsView>().CannotTell(_ => true).ShouldBe(
            ["production: hecate-daemon: https://git.example.org/code.git is away", "production: hecate-daemon: https://git.example.org/gitops.git is away"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_chart_renders_is_known_for_the_divisions_by_its_image_and_what_others_render_is_theirs()
    {
        await ShipAsync();
        Cluster("ghcr.io/org/app:2.0.0", Rendered("chart", $"{World.Image}:latest"), Rendered("other", "ghcr.io/org/other:latest"));

        await RoundAsync();

        var found = World.Get<AntiPatternsView>().All(_ => true).ShouldHaveSingleItem().Finding;
        (found.Rule, found.Place.ToString(), found.DivisionId, found.Version).ShouldBe(
            ("latest_tag", "Deployment shop/chart container app", Story.Division, ReleaseVersion.Parse("1.0.0")));

        static JsonElement Rendered(string name, string image) => DriftSamples.Json($$"""
            { "metadata": { "name": "{{name}}", "annotations": { "meta.helm.sh/release-name": "x" } },
              "spec": { "template": { "spec": { "containers": [{ "name": "app", "image": "{{image}}" }] } } } }
            """);
    }

    [Fact]
    public async Task A_tag_that_moved_is_found_in_the_same_round()
    {
        await ShipAsync();
        World.Outside.Images["v1.0.0"] = Digest.Parse("sha256:" + new string('9', 64));

        await RoundAsync();

        (await StoryAsync()).ShouldBe(["anti_pattern_found_v1 moved_tag"]);
    }

    [Fact]
    public async Task A_deployment_that_stands_still_is_found_without_any_release_being_live()
    {
        World.Outside.Tag("1.0.0");
        var id = await World.SetOutAsync("1.0.0");
        await World.UntilAsync(id, d => d.Waiting is not null);
        await RoundAsync();
        (await StoryAsync()).ShouldBeEmpty();

        World.Clock.Advance(TimeSpan.FromDays(2));
        await RoundAsync();
        await RoundAsync();

        (await StoryAsync()).ShouldBe(["anti_pattern_found_v1 forgotten_deployment"]);
    }

    private async Task RestartWithAsync(Severity severity)
    {
        await World.StopAsync();
        World.Past.Guard = new() { Rules = new Dictionary<string, Severity>(StringComparer.Ordinal) { ["set_image"] = severity } };
        await World.StartAsync();
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
    }

    private void Cluster(string image, params JsonElement[] others)
    {
        World.Outside.Wanted = new([DriftSamples.Wanted()], CannotTell: null);
        var live = DriftSamples.Live(l => DriftSamples.Container(l)["image"] = image);
        World.Outside.Live = new(new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal) { ["Deployment"] = [live, .. others] });
    }

    private Task<RoundOutcome> RoundAsync() => World.Get<ReconcileRound>().RunAsync(CancellationToken.None);

    private async Task<List<string>> StoryAsync()
    {
        var events = await World.EventsAsync(FindingDesk.StreamOf(Story.Environment));
        return [.. events.Select(e => $"{e.Type} {JsonDocument.Parse(e.Data).RootElement.GetProperty("finding").GetProperty("rule").GetString()}")];
    }

    private async Task ShipAsync()
    {
        await World.ShipAsync("1.0.0");
        await World.UntilNowAsync(() => World.Get<LiveReleases>().All.Count == 1);
    }
}
