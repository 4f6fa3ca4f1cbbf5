using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>The adapter as the daemon has it, with a state directory of its own, and words for what tests ask of it.</summary>
internal sealed class GitFixture : IDisposable
{
    public static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");

    private readonly KeptLog log = new();
    private readonly TempFolder? owned;
    private readonly ServiceProvider services;

    public GitFixture(string? stateDirectory = null, TimeSpan? workDeadline = null, TimeSpan? pushDeadline = null, GitAccess? access = null, long? maxFetchedBytes = null)
    {
        owned = stateDirectory is null ? new TempFolder() : null;
        var state = stateDirectory ?? owned!.Path;
        access ??= new();
        var collection = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log)).AddManifests().AddGit(state, access);
        collection.Replace(ServiceDescriptor.Singleton(new GitOptions
        {
            StateDirectory = state,
            Access = access,
            MaxFetchedBytes = maxFetchedBytes ?? 1L << 30,
            WorkDeadline = workDeadline ?? TimeSpan.FromMinutes(2),
            PushDeadline = pushDeadline ?? TimeSpan.FromMinutes(2),
        }));
        services = collection.BuildServiceProvider();
    }

    public string Logged => log.Text;

    public IListChangedPaths Changes => services.GetRequiredService<IListChangedPaths>();

    public IReadCodeRepository Code => services.GetRequiredService<IReadCodeRepository>();

    public IReadManifests Manifests => services.GetRequiredService<IReadManifests>();

    public IReadGitOpsHistory History => services.GetRequiredService<IReadGitOpsHistory>();

    public ICommitManifests Commits => services.GetRequiredService<ICommitManifests>();

    public static BumpIntention Intention(string repository, string tag = "2.0.0", string mark = "d-1", string path = "apps") => new()
    {
        Repository = repository,
        Branch = "main",
        Path = path,
        Image = App,
        Tag = tag,
        Subject = "chore: Bump shop to v2.0.0",
        Trailers = [new("Hecate-Deployment", mark), new("Hecate-Actor", "ann")],
    };

    public static string Pod(string tag, string image = "ghcr.io/org/app") =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\nspec:\n  containers:\n  - name: app\n    image: {image}:{tag} # here\n";

    public async Task<BumpOutcome.Bumped> BumpAsync(BumpIntention intention) =>
        (await Commits.BumpAsync(intention, CancellationToken.None)).ShouldBeOfType<BumpOutcome.Bumped>();

    public async Task<BumpOutcome.Proposed> ProposeAsync(BumpIntention intention) =>
        (await Commits.BumpAsync(intention, CancellationToken.None)).ShouldBeOfType<BumpOutcome.Proposed>();

    public async Task<BumpOutcome.Refused> RefusedAsync(BumpIntention intention) =>
        (await Commits.BumpAsync(intention, CancellationToken.None)).ShouldBeOfType<BumpOutcome.Refused>();

    public void Dispose()
    {
        services.Dispose();
        owned?.Dispose();
    }
}
