using System.Globalization;
using System.Text.Json;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class GetHoldsTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task What_is_held_is_listed_with_its_reason_and_by_whom_until_it_is_lifted()
    {
        var bad = await RolledBackAsync();
        var hold = (await HoldsAsync("", wanted: 1)).Single();

        var told = hold.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());
        told["deployment_id"].ShouldBe(bad);
        (told["division_id"], told["environment"], told["version"], told["reason"])
            .ShouldBe(("hecate-daemon", "production", "1.1.0", "it loses data"));
        hold.GetProperty("actor").GetProperty("kind").GetString().ShouldBe("unknown", "the peer that asked for the rollback, and no policy");
        DateTimeOffset.FromUnixTimeMilliseconds(hold.GetProperty("held_at").GetInt64()).ShouldBeGreaterThanOrEqualTo(Story.Noon);

        await door.DoAsync($"/api/holds/{bad}/lift", """{"reason":"the data is repaired"}""");
        (await HoldsAsync("", wanted: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_leave_out_what_does_not_match()
    {
        await RolledBackAsync();
        await HoldsAsync("", wanted: 1);

        (await HoldsAsync("?environment=production&division_id=hecate-daemon", wanted: 1)).Count.ShouldBe(1);
        (await HoldsAsync("?environment=staging", wanted: 0)).ShouldBeEmpty();
        (await HoldsAsync("?division_id=other", wanted: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_says_how_far_it_is_whole()
    {
        using var answer = await door.Http.GetAsync("/api/holds?consistent=true");

        var header = long.Parse(answer.Headers.GetValues("Hecate-Position").Single(), CultureInfo.InvariantCulture);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("holds").GetArrayLength().ShouldBe(0);
        body.GetProperty("position").GetInt64().ShouldBeGreaterThanOrEqualTo(header);
    }

    private async Task<string> RolledBackAsync()
    {
        door.World.Outside.Tag("1.1.0");
        await ConcludeAsync("1.0.0");
        var bad = await ConcludeAsync("1.1.0");
        await door.DoAsync($"{bad}/rollback", """{"reason":"it loses data"}""");
        return bad[(bad.LastIndexOf('/') + 1)..];
    }

    private async Task<string> ConcludeAsync(string version)
    {
        var path = await door.InitiateAsync(version: version);
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open");
        await door.DoAsync($"{path}/conclude");
        return path;
    }

    /// <summary>The list is a read model, and a policy holds the version: both follow the log.</summary>
    private async Task<List<JsonElement>> HoldsAsync(string query, int wanted)
    {
        List<JsonElement> holds;
        do
        {
            holds = [.. (await door.GetAsync($"/api/holds{query}")).GetProperty("holds").EnumerateArray()];
        }
        while (holds.Count != wanted);

        return holds;
    }
}
