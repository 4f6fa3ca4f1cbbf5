using HecateDaemon.Lifecycle.Deployments;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>The strategies, one line each, and what takes their steps.</summary>
public static class StrategiesModule
{
    public static IServiceCollection AddStrategies(this IServiceCollection services) => services
        .AddSingleton<IStrategy, Rolling>()
        .AddSingleton<IStrategy, Recreate>()
        .AddSingleton<IStrategy, Canary>()
        .AddSingleton<IStrategy, BlueGreen>()
        .AddSingleton<ICanaryShape, ReplicaCanary>()
        .AddSingleton<ICanaryShape, PartitionCanary>()
        .AddSingleton<ICanaryShape, DaemonSetCanary>()
        .AddSingleton<ICanaryShape, DeclaredCanary>()
        .AddSingleton<StrategyList>()
        .AddSingleton<ReleaseAdvice>()
        .AddSingleton<StrategyReview>()
        .AddSingleton<IRefuseOpening, RefuseImpossibleStrategy>()
        .AddSingleton<ITakeSteps, StepTaker>();

    public static void MapStrategies(this IEndpointRouteBuilder routes) => GetStrategyEndpoint.Map(routes);
}
