using System.Collections.Immutable;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>What a look at an environment found, and of which known findings it can say that they are gone.</summary>
internal sealed record FindingLook(EnvironmentName Environment, DateTimeOffset At, IReadOnlyList<Finding> Seen, Func<Finding, bool> CanTell);

/// <summary>Tells what is news: only what appears, changes or is gone. Pure.</summary>
internal static class FindingDecider
{
    public static IReadOnlyList<AntiPatternEvent> Decide(ImmutableDictionary<string, Finding> known, FindingLook look)
    {
        var seen = look.Seen.DistinctBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, StringComparer.Ordinal);
        return
        [
            .. from finding in seen.Values
               where !known.ContainsKey(finding.Key)
               select new AntiPatternFound { Environment = look.Environment, Finding = finding, HappenedAt = look.At },
            .. from finding in seen.Values
               where known.TryGetValue(finding.Key, out var before) && before != finding
               select new AntiPatternChanged { Environment = look.Environment, Finding = finding, HappenedAt = look.At },
            .. from finding in known.Values
               where !seen.ContainsKey(finding.Key) && look.CanTell(finding)
               select new AntiPatternCleared { Environment = look.Environment, Finding = finding, HappenedAt = look.At },
        ];
    }

    public static ImmutableDictionary<string, Finding> Evolve(ImmutableDictionary<string, Finding> known, AntiPatternEvent happened) =>
        happened is AntiPatternCleared ? known.Remove(happened.Finding.Key) : known.SetItem(happened.Finding.Key, happened.Finding);
}
