using System.Net;
using System.Text.Json;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Tests.Api;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class CommandsTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    public static TheoryData<string> Verbs => ["open", "shelve", "resume", "conclude", "rollback", "attest", "waive"];

    [Fact]
    public async Task Initiating_gives_birth_to_a_pending_deployment_and_says_where_it_lives()
    {
        using var answer = await door.PostAsync("/api/deployments", Door.Body());

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var born = json.GetProperty("deployment");
        answer.Headers.Location!.ToString().ShouldBe($"/api/deployments/{born.GetProperty("deployment_id").GetString()}");
        born.GetProperty("state").GetString().ShouldBe("pending");
        born.GetProperty("version").GetString().ShouldBe("1.0.0");
        born.GetProperty("initiated_at").GetInt64().ShouldBe(Story.Noon.ToUnixTimeMilliseconds());
        json.GetProperty("version").GetInt64().ShouldBe(0);
        json.GetProperty("events").EnumerateArray().Single().GetString().ShouldBe("deployment_initiated_v1");
    }

    [Fact]
    public async Task A_whole_life_through_the_front_door()
    {
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);

        (await EventsOfAsync($"{path}/open")).ShouldBe("deployment_opened_v1");
        (await EventsOfAsync($"{path}/open")).ShouldBe("");
        (await EventsOfAsync($"{path}/shelve", """{"reason":"the cluster is away"}""")).ShouldBe("deployment_shelved_v1");
        (await EventsOfAsync($"{path}/resume")).ShouldBe("deployment_resumed_v1");
        (await EventsOfAsync($"{path}/conclude")).ShouldBe("deployment_concluded_v1");
        var seen = (await door.GetAsync(path)).GetProperty("deployment");
        (seen.GetProperty("state").GetString(), seen.GetProperty("outcome").GetString()).ShouldBe(("completed", "shipped"));
        seen.GetProperty("available_actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["rollback"]);
    }

    [Fact]
    public async Task What_is_missing_is_told_with_the_state_and_what_is_possible()
    {
        var path = await door.InitiateAsync();

        using var answer = await door.PostAsync($"{path}/open");

        var problem = await answer.ShouldBeProblemAsync(409, "deployment_entry_checklist_unsatisfied");
        problem.GetProperty("missing").GetArrayLength().ShouldBe(4);
        problem.GetProperty("state").GetString().ShouldBe("pending");
        problem.GetProperty("available_actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["attest", "waive", "open"]);
    }

    [Fact]
    public async Task A_second_one_for_the_same_slot_is_refused_and_names_the_first()
    {
        var (first, second) = (await door.InitiateAsync(), await door.InitiateAsync());
        await door.WaiveAllAsync(first);
        await door.WaiveAllAsync(second);
        await door.DoAsync($"{first}/open");

        using var answer = await door.PostAsync($"{second}/open");

        (await answer.ShouldBeProblemAsync(409, "environment_slot_taken")).GetProperty("detail").GetString()!
            .ShouldContain(first[(first.LastIndexOf('/') + 1)..]);
    }

    [Fact]
    public async Task A_rollback_without_a_version_to_go_back_to_is_refused()
    {
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");

        using var none = await door.PostAsync($"{path}/rollback", """{"reason":"it loses data"}""");
        using var unknown = await door.PostAsync($"{path}/rollback", """{"reason":"it loses data","version":"0.9.0"}""");
        using var itself = await door.PostAsync($"{path}/rollback", """{"reason":"it loses data","version":"1.0.0"}""");

        await none.ShouldBeProblemAsync(409, "deployment_no_rollback_target");
        (await unknown.ShouldBeProblemAsync(409, "deployment_no_rollback_target")).GetProperty("detail").GetString()!.ShouldEndWith("nothing was yet");
        await itself.ShouldBeProblemAsync(409, "deployment_rollback_to_itself");
    }

    [Fact]
    public async Task Only_the_release_that_runs_can_be_rolled_back()
    {
        door.World.Outside.Tag("1.1.0");
        var (first, second) = (await ConcludeAsync("1.0.0"), await ConcludeAsync("1.1.0"));

        using var superseded = await door.PostAsync($"{first}/rollback", """{"reason":"it loses data"}""");
        var decided = await door.DoAsync($"{second}/rollback", """{"reason":"it loses data"}""");

        await superseded.ShouldBeProblemAsync(409, "deployment_superseded");
        var rollback = decided.GetProperty("deployment").GetProperty("rolled_back_by").GetString();
        await door.World.UntilAsync(HecateDaemon.Lifecycle.Values.DeploymentId.Parse(rollback!), d => d.Phase is Phase.Active);
        (await door.GetAsync($"/api/deployments/{rollback}")).GetProperty("deployment").GetProperty("version").GetString().ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_repeated_request_is_answered_as_the_first_time()
    {
        var key = ("Idempotency-Key", "release-17");
        var first = await door.DoAsync("/api/deployments", Door.Body(), key);
        var second = await door.DoAsync("/api/deployments", Door.Body(), key);
        second.GetRawText().ShouldBe(first.GetRawText());
        var path = $"/api/deployments/{first.GetProperty("deployment").GetProperty("deployment_id").GetString()}";
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");

        (await EventsOfAsync($"{path}/shelve", """{"reason":"stop"}""", key)).ShouldBe("deployment_shelved_v1");
        await door.DoAsync($"{path}/resume");
        (await EventsOfAsync($"{path}/shelve", """{"reason":"stop"}""", key)).ShouldBe("deployment_shelved_v1");

        (await door.GetAsync(path)).GetProperty("deployment").GetProperty("state").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task One_key_for_two_requests_is_refused()
    {
        var key = ("Idempotency-Key", "k");
        await door.DoAsync("/api/deployments", Door.Body(), key);
        var path = await door.InitiateAsync();
        await door.DoAsync($"{path}/attest", """{"item":"ci_green","note":"ok"}""", key);

        using var another = await door.PostAsync("/api/deployments", Door.Body(version: "1.1.0"), key);
        using var item = await door.PostAsync($"{path}/attest", """{"item":"team_notified","note":"ok"}""", key);
        using var empty = await door.PostAsync($"{path}/open", "", ("Idempotency-Key", ""));

        await another.ShouldBeProblemAsync(409, "idempotency_key_reused");
        await item.ShouldBeProblemAsync(409, "idempotency_key_reused");
        await empty.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task If_Match_holds_a_command_to_the_version_that_its_sender_knew()
    {
        var path = await door.InitiateAsync();

        using var stale = await door.PostAsync($"{path}/attest", """{"item":"ci_green","note":"ok"}""", ("If-Match", "\"7\""));
        using var nonsense = await door.PostAsync($"{path}/attest", """{"item":"ci_green","note":"ok"}""", ("If-Match", "\"abc\""));
        var fits = await door.DoAsync($"{path}/attest", """{"item":"ci_green","note":"ok"}""", ("If-Match", "\"0\""));

        await stale.ShouldBeProblemAsync(412, "version_stale");
        await nonsense.ShouldBeProblemAsync(400, "malformed");
        fits.GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Verbs))]
    public async Task An_unknown_id_is_not_found_whatever_else_is_said(string verb)
    {
        var body = verb switch
        {
            "attest" => """{"item":"ci_green","note":"ok"}""",
            "waive" => """{"item":"ci_green","reason":"ok"}""",
            "shelve" or "rollback" => """{"reason":"ok"}""",
            _ => "{}",
        };
        foreach (var id in new[] { "nothing", "UPPER", "a.b", "%2e%2e", "..%2f..%2fetc", "-a", "a%0d%0ab", new string('a', 65), "%F0%9F%92%A5" })
        {
            using var answer = await door.PostAsync($"/api/deployments/{id}/{verb}", body, ("If-Match", "\"3\""));

            await answer.ShouldBeProblemAsync(404, "not_found");
        }

        (await door.World.AllAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"division_id":"hecate-daemon","environment":"production"}""")]
    [InlineData("""{"division_id":"hecate-daemon","environment":"production","version":"1.0.0","force":true}""")]
    [InlineData("""{"division_id":"hecate-daemon","environment":"production","version":"latest"}""")]
    [InlineData("""{"division_id":"hecate-daemon","environment":"production","version":1}""")]
    [InlineData("""{"division_id":"../etc","environment":"production","version":"1.0.0"}""")]
    [InlineData("""{"division_id":"hecate-daemon","environment":null,"version":"1.0.0"}""")]
    [InlineData("""{"division_id":"hecate-daemon","division_id":"hecate-daemon","environment":"production","version":"1.0.0"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_malformed_request_stores_nothing(string body)
    {
        using var answer = await door.PostAsync("/api/deployments", body);

        await answer.ShouldBeProblemAsync(400, "malformed");
        (await door.World.AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_configured_is_refused_and_what_is_is_named()
    {
        using var division = await door.PostAsync("/api/deployments", """{"division_id":"other","environment":"production","version":"1.0.0"}""");
        using var environment = await door.PostAsync("/api/deployments", """{"division_id":"hecate-daemon","environment":"moon","version":"1.0.0"}""");

        (await division.ShouldBeProblemAsync(404, "division_unknown")).GetProperty("detail").GetString()!.ShouldEndWith("there are hecate-daemon");
        (await environment.ShouldBeProblemAsync(404, "environment_unknown")).GetProperty("detail").GetString()!.ShouldEndWith("there are production, staging");
    }

    [Theory]
    [InlineData("shelve", "{}")]
    [InlineData("shelve", """{"reason":"  "}""")]
    [InlineData("shelve", "{\"reason\":\"a\\u0000b\"}")]
    [InlineData("rollback", """{"version":"1.0.0"}""")]
    [InlineData("waive", """{"item":"ci_green"}""")]
    [InlineData("waive", """{"item":"ci_green","reason":""}""")]
    [InlineData("attest", """{"item":"ci_green","note":""}""")]
    [InlineData("open", """{"force":true}""")]
    public async Task What_must_be_said_must_be_said(string verb, string body)
    {
        var path = await door.InitiateAsync();

        using var answer = await door.PostAsync($"{path}/{verb}", body);

        await answer.ShouldBeProblemAsync(400, "malformed");
        (await door.World.AllAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_item_is_refused()
    {
        var path = await door.InitiateAsync();

        using var answer = await door.PostAsync($"{path}/attest", """{"item":"everything_fine","note":"ok"}""");

        await answer.ShouldBeProblemAsync(409, "checklist_unknown_item");
    }

    private async Task<string> ConcludeAsync(string version)
    {
        var path = await door.InitiateAsync(version: version);
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");
        await door.DoAsync($"{path}/conclude");
        return path;
    }

    private async Task<string> EventsOfAsync(string path, string body = "", params (string Name, string Value)[] headers) =>
        string.Join(' ', (await door.DoAsync(path, body, headers)).GetProperty("events").EnumerateArray().Select(e => e.GetString()));
}
