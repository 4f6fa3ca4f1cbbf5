using System.Net.Http.Json;
using System.Text.Json;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>What people do with curl, in words.</summary>
public sealed class DaemonClient(HttpClient http)
{
    public static readonly string[] HumanItems =
    [
        "debugging_concluded", "release_notes_written", "breaking_changes_documented", "rollback_plan_documented",
        "ci_green", "team_notified", "monitoring_ready", "users_unaffected",
    ];

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>As <see cref="PostAsync"/>, where anything but success fails the test with the daemon's own words.</summary>
    public async Task<JsonElement> DoAsync(string path, object body)
    {
        var answer = await PostAsync(path, body);
        answer.GetProperty("ok").GetBoolean().ShouldBeTrue($"POST {path}: {answer}");
        return answer;
    }

    /// <summary>Initiates, vouches for what only people can know, and opens.</summary>
    public async Task<string> OpenAsync(string division, string environment, string version)
    {
        var born = await DoAsync("/api/deployments", new { division_id = division, environment, version });
        var id = born.GetProperty("deployment").GetProperty("deployment_id").GetString()!;
        foreach (var item in HumanItems)
        {
            await DoAsync($"/api/deployments/{id}/attest", new { item, note = "seen by the test" });
        }

        await DoAsync($"/api/deployments/{id}/open", new { });
        return id;
    }

    public async Task<JsonElement> DeploymentAsync(string id) => (await GetAsync($"/api/deployments/{id}")).GetProperty("deployment");

    public async Task<List<JsonElement>> EventsAsync(string id) =>
        [.. (await GetAsync($"/api/deployments/{id}/events")).GetProperty("events").EnumerateArray()];

    public async Task<List<string>> StoryAsync(string id) => [.. (await EventsAsync(id)).Select(e => e.GetProperty("type").GetString()!)];

    public Task UntilHappenedAsync(string id, string type) => Patience.UntilAsync(
        async () => (await StoryAsync(id)).Contains(type), () => $"{type} never happened to {id}");

    public async Task UntilStateAsync(string id, string state)
    {
        var seen = default(JsonElement);
        await Patience.UntilAsync(
            async () =>
            {
                seen = await DeploymentAsync(id);
                return seen.GetProperty("state").GetString() == state;
            },
            () => $"it never became {state}: {seen}");
    }
}
