using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Observation;

public sealed class GetObservationTests : IAsyncLifetime
{
    private Door door = null!;

    public async Task InitializeAsync() => door = await Door.OpenAsync();

    public async Task DisposeAsync() => await door.DisposeAsync();

    [Fact]
    public async Task It_tells_the_baseline_the_figures_and_what_they_come_to()
    {
        await ShipAsync("1.1.0");
        await door.World.SettledAsync();
        var path = await ShipAsync("1.2.0");

        var answer = await door.GetAsync($"{path}/observation");

        var baseline = answer.GetProperty("baseline");
        baseline.GetProperty("version").GetString().ShouldBe("1.1.0");
        baseline.GetProperty("figures").GetProperty("pods").GetInt32().ShouldBe(1);
        var window = answer.GetProperty("window");
        window.GetProperty("outcome").GetString().ShouldBe("passed");
        window.GetProperty("evidence").GetString()!.ShouldStartWith("watched for 00:00:07: no restarts of 1 pods");
        window.GetProperty("comparisons").EnumerateArray().Select(c => c.GetProperty("what").GetString())
            .ShouldBe(["restarts", "readiness", "warnings", "smoke_tests", "latency"]);
    }

    [Fact]
    public async Task While_the_window_is_open_there_is_no_outcome()
    {
        door.World.Production = door.World.Production with { ObservationWindow = TimeSpan.FromDays(1) };
        var path = await SetOutAsync("1.1.0");
        var seen = await door.World.UntilAsync(Id(path), d => d.Observing is not null);

        var window = (await door.GetAsync($"{path}/observation")).GetProperty("window");

        window.TryGetProperty("outcome", out _).ShouldBeFalse();
        window.GetProperty("ends_at").GetInt64().ShouldBe(seen.Observing!.EndsAt.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_deployment_that_has_not_come_so_far_has_neither()
    {
        var answer = await door.GetAsync($"{await door.InitiateAsync()}/observation");

        (answer.TryGetProperty("baseline", out _), answer.TryGetProperty("window", out _)).ShouldBe((false, false));
    }

    private async Task<string> ShipAsync(string version)
    {
        var path = await SetOutAsync(version);
        await door.World.UntilAsync(Id(path), d => d.Observed is not null);
        await door.DoAsync($"{path}/conclude", "{}");
        return path;
    }

    private async Task<string> SetOutAsync(string version)
    {
        door.World.Outside.Release(version);
        var path = await door.InitiateAsync(version: version);
        await door.WaiveAllAsync(path);
        await door.DoAsync($"{path}/open", "{}");
        return path;
    }

    private static DeploymentId Id(string path) => DeploymentId.Parse(path[(path.LastIndexOf('/') + 1)..]);
}
