using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Looks into a division's code repository for what it says about a release.</summary>
internal sealed class CodeLook(IReadCodeHistory code)
{
    public Task<CodeFacts> LookAsync(Division division, Deployment release, CancellationToken ct) =>
        code.ReadAsync(division.CodeRepository, new(division.VersionFiles), history => Look(history, division, release), ct);

    private static CodeFacts Look(ICodeHistory history, Division division, Deployment release)
    {
        var audit = new ReleaseAudit(history, division.TagPrefix, division.BelowOne);
        var name = ReleaseTag.Of(division, release.Version);
        var (line, tagged) = audit.Lines.SelectMany(l => l.Releases.Select(r => (Line: l, Release: r))).FirstOrDefault(r => r.Release.Name.Name == name);
        return tagged is null ? new() : new()
        {
            Report = audit.Check(line, tagged),
            CommittedAt = history.Graph[tagged.Commit].At,
            CommitsBeyond = history.Head is { } head
                ? history.Graph.Range(tagged.Commit, head).Count(c => history.Graph[c].At < release.InitiatedAt)
                : 0,
        };
    }
}
