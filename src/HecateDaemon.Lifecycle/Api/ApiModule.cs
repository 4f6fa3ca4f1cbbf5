using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Lifecycle.Api;

/// <summary>The frame that every feature's endpoints are mapped into.</summary>
public static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Health>();
        return services;
    }

    /// <summary>Must stand before everything else in the pipeline.</summary>
    public static void UseApi(this IApplicationBuilder app)
    {
        app.UseMiddleware<ErrorEnvelope>();
        app.UseMiddleware<OriginGuard>();
        app.UseRouting();
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var health = routes.ServiceProvider.GetRequiredService<Health>();
        routes.MapGet("/health", health.AnswerHealthAsync);
        routes.MapGet("/ready", health.AnswerReadyAsync);
    }
}
