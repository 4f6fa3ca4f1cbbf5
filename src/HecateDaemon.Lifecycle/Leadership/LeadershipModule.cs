using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary>Which of several daemons acts for an environment, and <c>GET /api/leases</c>.</summary>
public static class LeadershipModule
{
    /// <summary>Must stand before whatever acts: hosted services are stopped in reverse.</summary>
    public static IServiceCollection AddLeadership(this IServiceCollection services) => services
        .AddSingleton<LeaderGuard>()
        .AddHostedService<ElectionLoop>();

    public static void MapLeadership(this IEndpointRouteBuilder routes) => GetLeasesEndpoint.Map(routes);
}
