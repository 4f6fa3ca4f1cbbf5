using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>What the guard looks back at: pods, and the history of the GitOps repository.</summary>
internal sealed class Past : IListPods, IReadGitOpsHistory
{
    public GuardSettings Guard { get; set; } = new();

    public IReadOnlyList<RunningPod> Pods { get; set; } = [];

    /// <summary>What others did to the image's version since a release was shipped; null: the repository cannot be read.</summary>
    public IReadOnlyList<GitOpsChange>? Changes { get; set; } = [];

    public Task<IReadOnlyList<RunningPod>> ListAsync(TargetEnvironment environment, string ns, CancellationToken ct) => Task.FromResult(Pods);

    public Task<IReadOnlyList<GitOpsChange>> ChangesAsync(GitOpsPart part, CommitId after, CommitId upTo, ImageName image, CancellationToken ct) =>
        Task.FromResult(Changes ?? throw new OutsideWorldException($"{part.Repository} is away"));

    public Task<GitOpsCommit?> FindAsync(GitOpsPart part, CommitId upTo, ImageName image, string version, CancellationToken ct) =>
        Task.FromResult<GitOpsCommit?>(null);
}

internal static class GuardInAWorld
{
    public static IServiceCollection AddGuard(this IServiceCollection services, Past past) => services
        .AddSingleton<IListPods>(past)
        .AddSingleton<IReadGitOpsHistory>(past)
        .AddAntiPatterns();
}
