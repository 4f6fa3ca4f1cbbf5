using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.SmokeTests;

public static class SmokeTestsModule
{
    /// <summary>The probes, one line each, and the run that chooses among them by their kind.</summary>
    public static IServiceCollection AddSmokeTests(this IServiceCollection services) => services
        .AddSingleton<IProbe, HttpProbe>()
        .AddSingleton<SmokeTestRun>();
}
