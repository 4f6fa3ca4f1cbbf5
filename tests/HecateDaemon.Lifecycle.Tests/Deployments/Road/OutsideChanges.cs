using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>The files that changed, whichever releases are compared.</summary>
internal sealed class OutsideChanges : IListChangedPaths
{
    public IReadOnlyList<string> Paths { get; set; } = [];

    public Task<IReadOnlyList<string>> BetweenAsync(string repository, CommitId earlier, CommitId later, CancellationToken ct) =>
        Task.FromResult(Paths);
}
