using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Registers the rules, one line each.</summary>
public static class AntiPatternsModule
{
    public static IServiceCollection AddAntiPatterns(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, LatestTag>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, BranchTag>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, FloatingTag>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, DateOrCommitTag>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, AlwaysPulled>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, RestartedByHand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, BuiltLocally>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, ClearSecret>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, ImpossibleStrategy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, MixedVersions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, CodeBesideManifests>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAntiPattern, UnexplainedIgnore>());
        return services;
    }
}
