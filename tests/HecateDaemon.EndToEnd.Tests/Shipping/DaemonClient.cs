using System.Net.Http.Json;
using System.Text;
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

    /// <summary>Those of them that somebody else than a person can answer for, where that is configured.</summary>
    public static readonly string[] ProvenItems = ["debugging_concluded", "ci_green", "team_notified"];

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> PostAsync(string path, object body, string contentType = "application/json")
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, contentType);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>As <see cref="PostAsync"/>, where anything but success fails the test with the daemon's own words.</summary>
    public async Task<JsonElement> DoAsync(string path, object body, string contentType = "application/json")
    {
        var answer = await PostAsync(path, body, contentType);
        answer.GetProperty("ok").GetBoolean().ShouldBeTrue($"POST {path}: {answer}");
        return answer;
    }

    /// <summary>As <see cref="OpenAsync"/>, where debugging, CI and the team's receiver speak for themselves.</summary>
    public async Task<string> OpenProvenAsync(string division, string environment, string version)
    {
        var id = await InitiateAsync(division, environment, version);
        await DoAsync("/api/facts", new
        {
            specversion = "1.0",
            id = $"{division} {version}",
            source = "/hecate/debugging",
            type = "debugging_concluded_v1",
            data = new { division_id = division, version },
        }, "application/cloudevents+json");
        foreach (var item in HumanItems.Except(ProvenItems))
        {
            await DoAsync($"/api/deployments/{id}/attest", new { item, note = "seen by the test" });
        }

        var entry = "";
        await Patience.UntilAsync(
            async () =>
            {
                entry = (await GetAsync($"/api/deployments/{id}/checklist")).GetProperty("entry").ToString();
                return ProvenItems.All(item => entry.Contains($"\"item\":\"{item}\"", StringComparison.Ordinal)) &&
                    !entry.Contains("cannot_tell", StringComparison.Ordinal) && !entry.Contains("unsatisfied", StringComparison.Ordinal);
            },
            () => $"the checklist was never satisfied: {entry}");
        await DoAsync($"/api/deployments/{id}/open", new { });
        return id;
    }

    /// <summary>Initiates, vouches for what only people can know, and opens.</summary>
    public async Task<string> OpenAsync(string division, string environment, string version)
    {
        var id = await InitiateAsync(division, environment, version);
        foreach (var item in HumanItems)
        {
            await DoAsync($"/api/deployments/{id}/attest", new { item, note = "seen by the test" });
        }

        await DoAsync($"/api/deployments/{id}/open", new { });
        return id;
    }

    private async Task<string> InitiateAsync(string division, string environment, string version)
    {
        var born = await DoAsync("/api/deployments", new { division_id = division, environment, version });
        return born.GetProperty("deployment").GetProperty("deployment_id").GetString()!;
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
