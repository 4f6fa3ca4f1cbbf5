using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Nothing is shipped on top of an error of the same division in the same environment, as the last round found it. One that is
/// about another version goes with that version.
/// </summary>
internal sealed class RefuseAntiPatterns(FindingDesk desk, FindingRecorder recorder) : IRefuseOpening
{
    public async Task<Refusal?> RefuseAsync(Deployment pending, CancellationToken ct)
    {
        var known = await desk.KnownAsync(pending.Environment, ct);
        var blocking = known
            .Where(f => f.DivisionId == pending.DivisionId && (f.Version is null || f.Version == pending.Version))
            .Select(recorder.Weighed)
            .Where(f => f.Severity is Severity.Error)
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .ToList();
        return blocking is [var first, ..]
            ? Refusal.Because("anti_pattern", Tell(first) + More(blocking.Count - 1)) with { Missing = [.. blocking.Select(Tell)] }
            : null;
    }

    private static string Tell(Finding finding) =>
        $"{finding.Place}: {finding.Seen} ({finding.Rule}). Instead: {AntiPatternRules.All.First(r => r.Code == finding.Rule).Instead}. " +
        $"It clears with the first reconcile round that sees it gone; AntiPatterns:Rules:{finding.Rule} says whether it stops anybody";

    private static string More(int others) => others is 0 ? "" : $"; and {others} more";
}
