using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Releases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Git;

/// <summary>Answers the ports for code and GitOps repositories with git.</summary>
public static class GitModule
{
    public static IServiceCollection AddGit(this IServiceCollection services, string stateDirectory)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new GitOptions { StateDirectory = stateDirectory });
        services.AddSingleton<GitRepositories>();
        services.AddSingleton<IReadCodeRepository, GitCodeReader>();
        services.AddSingleton<IReadManifests, GitManifestReader>();
        services.AddSingleton<ICommitManifests, GitManifestWriter>();
        return services;
    }
}
