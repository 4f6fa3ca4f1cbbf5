using System.Text.Json;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Api;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>What the API tells of the log itself, through the front door.</summary>
public sealed class LogEndpointsTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task A_consistent_command_is_in_every_list_that_is_read_after_its_answer()
    {
        for (var i = 0; i < 20; i++)
        {
            using var answer = await door.PostAsync("/api/deployments?consistent=true", Door.Body());

            var list = await door.GetAsync("/api/deployments");
            list.GetProperty("deployments").GetArrayLength().ShouldBe(i + 1);
            answer.Headers.GetValues("Hecate-Consistent").ShouldBe(["true"]);
            list.GetProperty("position").GetInt64().ShouldBeGreaterThanOrEqualTo(long.Parse(answer.Headers.GetValues("Hecate-Position").Single()));
        }
    }

    [Fact]
    public async Task A_consistent_read_has_everything_that_was_stored_before_it()
    {
        for (var i = 0; i < 20; i++)
        {
            await door.InitiateAsync();

            using var answer = await door.Http.GetAsync("/api/deployments?consistent=true");

            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
                .GetProperty("deployments").GetArrayLength().ShouldBe(i + 1);
            answer.Headers.GetValues("Hecate-Position").ShouldBe([$"{(await door.World.AllAsync()).Count - 1}"]);
        }
    }

    [Fact]
    public async Task Every_read_says_which_position_it_reflects()
    {
        var path = await door.InitiateAsync();

        foreach (var read in new[] { path, $"{path}/checklist", $"{path}/events", "/api/parked", "/api/deployments" })
        {
            using var answer = await door.Http.GetAsync($"{read}?consistent=true");
            answer.Headers.GetValues("Hecate-Position").ShouldBe(["0"], read);
        }

        using var unclear = await door.Http.GetAsync("/api/deployments?consistent=maybe");
        await unclear.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task All_events_are_streamed_by_position_and_resumed_behind_the_last_one_seen()
    {
        var first = await door.InitiateAsync();
        await door.InitiateAsync("staging");

        using var stream = await StreamAsync("/api/events");
        (await NextAsync(stream)).ShouldBe("0 deployment_initiated_v1");
        (await NextAsync(stream)).ShouldBe("1 deployment_initiated_v1");
        await door.DoAsync($"{first}/attest", """{"item":"ci_green","note":"ok"}""");
        (await NextAsync(stream)).ShouldBe("2 checklist_item_attested_v1");

        using var resumed = await StreamAsync("/api/events", lastId: "0");
        (await NextAsync(resumed)).ShouldBe("1 deployment_initiated_v1");
    }

    [Theory]
    [InlineData("type=checklist_item_attested_v1", "2 checklist_item_attested_v1")]
    [InlineData("type=checklist_item_waived_v1,checklist_item_attested_v1", "2 checklist_item_attested_v1")]
    [InlineData("type=checklist_item_waived_v1&type=checklist_item_attested_v1", "2 checklist_item_attested_v1")]
    [InlineData("environment=staging", "1 deployment_initiated_v1")]
    [InlineData("environment=production&type=checklist_item_attested_v1&division_id=hecate-daemon", "2 checklist_item_attested_v1")]
    [InlineData("division_id=other", "")]
    public async Task Filters_let_through_what_matches_all_of_them(string query, string expected)
    {
        var first = await door.InitiateAsync();
        await door.InitiateAsync("staging");
        await door.DoAsync($"{first}/attest", """{"item":"ci_green","note":"ok"}""");
        await door.World.Log.AppendAsync(
            "end", -1, [new NewEvent(new Guid(1, 0, 0, new byte[8]), "end", """{"division_id":"other","environment":"other"}"""u8.ToArray(), "{}"u8.ToArray())], default);

        using var stream = await StreamAsync($"/api/events?{query}");

        (await NextAsync(stream)).ShouldBe(expected is "" ? "3 end" : expected);
    }

    [Fact]
    public async Task What_is_not_json_is_shown_as_text()
    {
        await door.World.Log.AppendAsync(
            "broken", -1, [new NewEvent(new Guid(1, 0, 0, new byte[8]), "broken", "oops"u8.ToArray(), "{}"u8.ToArray())], default);

        using var stream = await StreamAsync("/api/events?type=broken");

        (await NextAsync(stream)).ShouldBe("0 broken");
        (await stream.ReadLineAsync())!.ShouldContain("\"data\":\"oops\"");
    }

    [Fact]
    public async Task A_client_that_nothing_is_for_still_comes_to_know_how_far_the_log_is()
    {
        for (var n = 0; n < 1000; n++)
        {
            await door.World.Log.AppendAsync(
                $"stream{n}", -1, [new NewEvent(new Guid(n, 0, 0, new byte[8]), "other", "{}"u8.ToArray(), "{}"u8.ToArray())], default);
        }

        using var stream = await StreamAsync("/api/events?type=nothing");

        string? line;
        while ((line = await stream.ReadLineAsync()) is not null && !line.StartsWith("id: ", StringComparison.Ordinal))
        {
        }

        line.ShouldBe("id: 999");
    }

    [Fact]
    public async Task What_is_parked_is_told_and_retried_by_command()
    {
        await door.InitiateAsync();
        await door.World.Log.AppendAsync(
            "deployment-strange", -1,
            [new NewEvent(new Guid(1, 0, 0, new byte[8]), "deployment_beamed_v1", "{}"u8.ToArray(), "{}"u8.ToArray())], default);
        string[] readers = ["on_slot_taken_activate_deployment", "deployments_view", "deployment_road"];
        JsonElement parked;
        do
        {
            parked = (await door.GetAsync("/api/parked")).GetProperty("parked");
        }
        while (readers.Except(Readers(parked)).Any());

        var retried = await door.DoAsync("/api/parked/retry", """{"reader":"deployments_view"}""");
        using var unknown = await door.PostAsync("/api/parked/retry", """{"policy":"x"}""");

        parked.EnumerateArray().Select(p => p.GetProperty("stream").GetString()).Distinct().ShouldBe(["deployment-strange"]);
        retried.GetProperty("retried").GetInt32().ShouldBe(1);
        readers.Except(Readers(retried.GetProperty("parked"))).ShouldBeEmpty();
        await unknown.ShouldBeProblemAsync(400, "malformed");
    }

    [Fact]
    public async Task Projections_are_rebuilt_by_command()
    {
        await door.InitiateAsync();

        var rebuilt = (await door.DoAsync("/api/projections/rebuild")).GetProperty("rebuilt");

        rebuilt.GetProperty("events").GetInt64().ShouldBe(1);
        (await door.GetAsync("/api/deployments")).GetProperty("deployments").GetArrayLength().ShouldBe(1);
    }

    private static IEnumerable<string> Readers(JsonElement parked) =>
        parked.EnumerateArray().Select(p => p.GetProperty("reader").GetString()!);

    private async Task<StreamReader> StreamAsync(string path, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await door.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
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
}
