using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Strategies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HecateDaemon.Adapters.Git;

/// <summary>Answers the ports for code and GitOps repositories with git.</summary>
public static class GitModule
{
    public static IServiceCollection AddGit(this IServiceCollection services, string stateDirectory, GitAccess access)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new GitOptions { StateDirectory = stateDirectory, Access = access });
        services.AddSingleton(new GitLogins(access.Credentials));
        services.AddSingleton<BoundedProgram>();
        services.AddSingleton<GitRepositories>();
        services.AddSingleton<PassedOver>();
        services.AddSingleton<CommitSigner>();
        services.AddSingleton<CommitWriter>();
        services.AddSingleton<ProposalCommand>();
        services.AddSingleton<IReadCodeRepository, GitCodeReader>();
        services.AddSingleton<IReadCodeHistory, GitHistoryReader>();
        services.AddSingleton<IListChangedPaths, GitChangedPaths>();
        services.AddSingleton<IReadManifests, GitManifestReader>();
        services.AddSingleton<IReadGitOpsHistory, GitOpsHistory>();
        services.AddSingleton<ICommitManifests, GitManifestWriter>();
        return services;
    }
}
