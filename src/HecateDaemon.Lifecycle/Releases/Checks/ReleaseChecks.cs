using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Checks a division's release as its code repository has it now: the daemon's one way to <see cref="ReleaseAudit"/>.</summary>
public sealed class ReleaseChecks(IReadCodeHistory code)
{
    /// <summary>Null if there is no tag of this version that names a commit.</summary>
    public Task<ReleaseReport?> CheckAsync(Division division, ReleaseVersion version, CancellationToken ct) =>
        code.ReadAsync(division.CodeRepository, new(division.VersionFiles), history => Check(history, division, version), ct);

    private static ReleaseReport? Check(ICodeHistory history, Division division, ReleaseVersion version)
    {
        var audit = new ReleaseAudit(history, division.TagPrefix, division.BelowOne);
        var tag = ReleaseTag.Of(division, version);
        var found = audit.Lines.SelectMany(l => l.Releases.Select(r => (Line: l, Release: r))).FirstOrDefault(r => r.Release.Name.Name == tag);
        return found.Release is null ? null : audit.Check(found.Line, found.Release);
    }
}
