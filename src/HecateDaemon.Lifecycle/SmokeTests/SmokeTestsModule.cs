using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Loops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.SmokeTests;

/// <summary>Smoke tests: right after a rollout, while it is observed, and on a schedule (<c>GET /api/smoke-tests</c>).</summary>
public static class SmokeTestsModule
{
    public static IServiceCollection AddSmokeTests(this IServiceCollection services) => services
        .AddSingleton<IProbe, HttpProbe>()
        .AddSingleton<SmokeTestRun>()
        .AddSingleton<SmokeTestHistory>()
        .AddSingleton<SmokeTestRound>()
        .AddSingleton<IEffect, OnRolloutCompletedRunSmokeTests>()
        .AddLoop<SmokeTestRound>();

    public static void MapSmokeTests(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/api/smoke-tests",
        (SmokeTestHistory history) => Answers.Ok(new SmokeTestsAnswer(history.All), SmokeTestAnswers.Default.SmokeTestsAnswer));
}
