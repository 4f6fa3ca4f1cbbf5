using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// A revision as Flux writes it: <c>main@sha1:…</c>, <c>refs/tags/v1@sha1:…</c>, <c>sha1:…</c>, and before 2.0
/// <c>main/…</c>.
/// </summary>
internal static class FluxRevision
{
    public static CommitId? CommitIn(string? revision)
    {
        var after = revision is null ? -1 : Math.Max(revision.LastIndexOf(':'), revision.LastIndexOf('/'));
        return CommitId.TryParse(revision?[(after + 1)..], out var commit) ? commit : null;
    }

    /// <summary>What a source has.</summary>
    public static CommitId? Fetched(FluxObject source) => CommitIn(source.Live.TextAt("status", "artifact", "revision"));
}
