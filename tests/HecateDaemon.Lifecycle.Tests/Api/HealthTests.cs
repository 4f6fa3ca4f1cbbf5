using HecateDaemon.Lifecycle.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Api;

public sealed class HealthTests
{
    [Fact]
    public async Task A_daemon_that_is_not_ready_is_well_and_says_why_it_is_not_ready()
    {
        await using var host = await ApiHost.StartAsync(_ => { }, services => services
            .AddSingleton<IReadiness>(new Stated(null))
            .AddSingleton<IReadiness>(new Stated("the event log is being replayed")));

        using var ready = await host.Http.GetAsync("/ready");

        (await host.Http.GetStringAsync("/health")).ShouldStartWith("""{"status":"ok","version":""");
        (await host.Http.GetStringAsync("/health")).ShouldContain("\"ready\":false");
        ready.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldBe(
            """{"status":"not_ready","reason":"the event log is being replayed","ok":false,"error":"not_ready","detail":"the event log is being replayed"}""");
    }

    [Fact]
    public async Task A_daemon_with_nothing_in_its_way_is_ready()
    {
        await using var host = await ApiHost.StartAsync(_ => { }, services => services.AddSingleton<IReadiness>(new Stated(null)));

        (await host.Http.GetStringAsync("/ready")).ShouldBe("""{"status":"ready"}""");
    }

    [Fact]
    public async Task Uptime_counts_from_the_start_in_whole_seconds()
    {
        await using var host = await ApiHost.StartAsync(_ => { });

        host.Clock.Advance(TimeSpan.FromSeconds(90.7));

        (await host.Http.GetStringAsync("/health")).ShouldEndWith("\"uptime_seconds\":90}");
    }

    private sealed record Stated(string? NotReadyBecause) : IReadiness;
}
