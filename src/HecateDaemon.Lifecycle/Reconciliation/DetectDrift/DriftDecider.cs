using System.Collections.Immutable;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>What a look at an environment saw, and what of the known differences it can speak about.</summary>
public sealed record DriftLook(EnvironmentName Environment, CommitId Revision, DateTimeOffset At, IReadOnlyList<Drift> Seen, Func<Drift, bool> CanTell);

/// <summary>Tells what is news: only what appears, changes or is gone. Pure.</summary>
public static class DriftDecider
{
    public static IReadOnlyList<DriftEvent> Decide(ImmutableDictionary<string, Drift> known, DriftLook look)
    {
        var seen = look.Seen.DistinctBy(d => d.Key, StringComparer.Ordinal).ToDictionary(d => d.Key, StringComparer.Ordinal);
        return
        [
            .. seen.Values
                .Where(d => !known.TryGetValue(d.Key, out var before) || before != d)
                .Select(d => new DriftDetected { Environment = look.Environment, Drift = d, Revision = look.Revision, HappenedAt = look.At }),
            .. known.Values
                .Where(d => !seen.ContainsKey(d.Key) && look.CanTell(d))
                .Select(d => new DriftCleared { Environment = look.Environment, Drift = d, Revision = look.Revision, HappenedAt = look.At }),
        ];
    }

    public static ImmutableDictionary<string, Drift> Evolve(ImmutableDictionary<string, Drift> known, DriftEvent happened) =>
        happened is DriftDetected ? known.SetItem(happened.Drift.Key, happened.Drift) : known.Remove(happened.Drift.Key);
}
