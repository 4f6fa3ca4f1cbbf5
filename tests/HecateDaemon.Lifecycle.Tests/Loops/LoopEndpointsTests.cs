using System.Net;
using System.Text.Json;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Loops;

public sealed class LoopEndpointsTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync(
        routes => routes.MapLoops(),
        services => services.AddSingleton<SampleRound>().AddLoop<SampleRound>());

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Loops_are_seen_and_can_be_run_now()
    {
        using var ran = await host.Http.PostAsync("/api/loops/sample/run", content: null);
        using var seen = await host.Http.GetAsync("/api/loops");

        ran.StatusCode.ShouldBe(HttpStatusCode.OK);
        var loop = JsonDocument.Parse(await seen.Content.ReadAsStringAsync()).RootElement.GetProperty("loops").EnumerateArray().Single();
        loop.GetProperty("name").GetString().ShouldBe("sample");
        loop.GetProperty("rounds").GetInt32().ShouldBe(1);
        loop.GetProperty("last_outcome").GetString().ShouldBe("all is well");
        loop.GetProperty("last_ended_at").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task A_loop_that_is_not_there_is_not_found_and_the_others_are_named()
    {
        using var answer = await host.Http.PostAsync("/api/loops/nothing/run", content: null);

        (await answer.ShouldBeProblemAsync(404, "not_found")).GetProperty("detail").GetString()!.ShouldContain("sample");
    }

    private sealed class SampleRound : ILoopRound
    {
        public string Name => "sample";

        public TimeSpan Interval => TimeSpan.FromDays(1);

        public Task<RoundOutcome> RunAsync(CancellationToken ct) => Task.FromResult(new RoundOutcome(Healthy: true, "all is well"));
    }
}
