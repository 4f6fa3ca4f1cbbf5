using System.Text.Json;
using HecateDaemon.Lifecycle.Tests.Api;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class ReadsTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Theory, InlineData(""), InlineData("/checklist"), InlineData("/events"), InlineData("/observation")]
    public async Task An_unknown_id_is_not_found(string below)
    {
        // Any client takes %2e%2e for .. and asks for what is above: /api/events for one.
        foreach (var id in new[] { "nothing", "%252e%252e", "..%2f..%2fetc", new string('a', 65) })
        {
            using var answer = await door.Http.GetAsync($"/api/deployments/{id}{below}");

            await answer.ShouldBeProblemAsync(404, "not_found");
        }
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_without_a_gap_or_a_repeat()
    {
        var born = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            born.Add(Id(await door.InitiateAsync()));
        }

        await UntilListedAsync(5);
        var seen = new List<string>();
        var pages = 0;
        for (var cursor = ""; ; pages++)
        {
            var page = await door.GetAsync($"/api/deployments?limit=2{cursor}");
            seen.AddRange(Ids(page));
            if (!page.TryGetProperty("cursor", out var next))
            {
                break;
            }

            cursor = $"&cursor={next.GetString()}";
        }

        (pages, string.Join(' ', seen)).ShouldBe((2, string.Join(' ', Enumerable.Reverse(born))));
    }

    [Fact]
    public async Task Filters_leave_out_what_does_not_match()
    {
        var production = await door.InitiateAsync();
        var staging = await door.InitiateAsync("staging");
        await door.WaiveAllAsync(staging);
        await door.DoAsync($"{staging}/open");
        await UntilListedAsync(1, "?state=active");

        Ids(await door.GetAsync("/api/deployments?environment=production")).ShouldBe([Id(production)]);
        Ids(await door.GetAsync("/api/deployments?state=active")).ShouldBe([Id(staging)]);
        Ids(await door.GetAsync("/api/deployments?state=pending&division_id=hecate-daemon")).ShouldBe([Id(production)]);
        Ids(await door.GetAsync("/api/deployments?division_id=other")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("state=unborn")]
    [InlineData("state=Active")]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("cursor=-1")]
    [InlineData("cursor=abc")]
    [InlineData("cursor=99999999999999999999")]
    public async Task What_cannot_be_asked_is_malformed(string query)
    {
        using var answer = await door.Http.GetAsync($"/api/deployments?{query}");

        await answer.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task A_pending_deployments_checklist_is_looked_at_anew()
    {
        var path = await door.InitiateAsync();

        var before = await door.GetAsync($"{path}/checklist");
        door.World.Outside.Tags.Clear();
        var after = await door.GetAsync($"{path}/checklist");

        (before.GetProperty("entry").GetArrayLength(), before.GetProperty("exit").GetArrayLength()).ShouldBe((9, 7));
        Status(before, "version_assigned").ShouldBe("satisfied");
        Status(after, "version_assigned").ShouldBe("unsatisfied");
        Status(after, "ci_green").ShouldBe("cannot_tell");
        Status(after, "staging_verified").ShouldBe("satisfied");
    }

    [Fact]
    public async Task What_cannot_be_looked_at_is_unsatisfied_and_says_why()
    {
        var path = await door.InitiateAsync();
        door.World.Outside.Fault = (_, _) => throw new HecateDaemon.Lifecycle.Values.OutsideWorldException("git.example.org is away");

        var checklist = await door.GetAsync($"{path}/checklist");

        checklist.GetProperty("entry").EnumerateArray().Single(i => i.GetProperty("item").GetString() == "changelog_updated")
            .GetProperty("evidence").GetString().ShouldBe("could not be looked at: git.example.org is away");
    }

    [Fact]
    public async Task An_opened_deployments_entry_checklist_is_as_opening_found_it()
    {
        var path = await OpenedAsync();
        door.World.Outside.Tags.Clear();

        Status(await door.GetAsync($"{path}/checklist"), "version_assigned").ShouldBe("satisfied");
    }

    [Fact]
    public async Task Events_are_told_whole_with_who_acted_and_why()
    {
        var path = await door.InitiateAsync();
        await door.DoAsync($"{path}/waive", """{"item":"ci_green","reason":"there is no CI"}""");

        var events = (await door.GetAsync($"{path}/events")).GetProperty("events").EnumerateArray().ToList();

        events.Select(e => e.GetProperty("type").GetString()).ShouldBe(["deployment_initiated_v1", "checklist_item_waived_v1"]);
        events[1].GetProperty("version").GetInt64().ShouldBe(1);
        events[1].GetProperty("data").GetProperty("item").GetString().ShouldBe("ci_green");
        events[1].GetProperty("metadata").GetProperty("reason").GetString().ShouldBe("there is no CI");
        events[1].GetProperty("metadata").GetProperty("actor").GetProperty("kind").GetString().ShouldBe("unknown");
    }

    [Fact]
    public async Task A_stream_of_events_resumes_behind_the_last_one_seen_and_goes_on_with_what_comes()
    {
        var path = await door.InitiateAsync();
        var other = await door.InitiateAsync("staging");
        await AttestAsync(path, "ci_green");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", "0");

        using var answer = await door.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await NextAsync(reader)).ShouldBe("1 checklist_item_attested_v1");
        await AttestAsync(other, "ci_green");
        await AttestAsync(path, "team_notified");

        (await NextAsync(reader)).ShouldBe("2 checklist_item_attested_v1");
    }

    [Fact]
    public async Task Both_wishes_of_one_stream_tell_the_same()
    {
        var path = await door.InitiateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await door.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        string? line;
        while ((line = await reader.ReadLineAsync()) is not null && !line.StartsWith("data: ", StringComparison.Ordinal))
        {
        }

        var told = (await door.GetAsync($"{path}/events")).GetProperty("events")[0];
        JsonElement.DeepEquals(JsonDocument.Parse(line![6..]).RootElement, told).ShouldBeTrue(line);
    }

    private async Task<string> OpenedAsync()
    {
        var path = await door.InitiateAsync();
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");
        return path;
    }

    private Task<JsonElement> AttestAsync(string path, string item) => door.DoAsync($"{path}/attest", $$"""{"item":"{{item}}","note":"ok"}""");

    /// <summary>The list is a read model: it follows the log.</summary>
    private async Task UntilListedAsync(int count, string query = "")
    {
        for (var page = new List<string>(); page.Count != count;)
        {
            page = Ids(await door.GetAsync($"/api/deployments{query}"));
        }
    }

    private static async Task<string> NextAsync(StreamReader reader)
    {
        var id = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                return $"{id} {line[7..]}";
            }
        }

        return "the stream ended";
    }

    private static string Status(JsonElement checklist, string item) => checklist.GetProperty("entry").EnumerateArray()
        .Single(i => i.GetProperty("item").GetString() == item).GetProperty("status").GetString()!;

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("deployments").EnumerateArray().Select(d => d.GetProperty("deployment_id").GetString()!)];

    private static string Id(string path) => path[(path.LastIndexOf('/') + 1)..];
}
