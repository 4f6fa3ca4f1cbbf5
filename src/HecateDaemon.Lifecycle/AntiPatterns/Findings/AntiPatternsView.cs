using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The anti-patterns that there are, by their events; and of the last looks what no event tells.</summary>
internal sealed class AntiPatternsView : IProjection
{
    private readonly ConcurrentDictionary<(EnvironmentName Environment, string Scope), IReadOnlyList<string>> unclear = new();
    private volatile ConcurrentDictionary<(EnvironmentName Environment, string Key), OpenAntiPattern> open = new();

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is not AntiPatternEvent e)
        {
            return;
        }

        var at = (e.Environment, e.Finding.Key);
        if (happened is AntiPatternCleared)
        {
            open.TryRemove(at, out _);
        }
        else
        {
            open[at] = new(e.Environment, e.Finding, open.TryGetValue(at, out var before) ? before.FoundAt : e.HappenedAt, e.HappenedAt);
        }
    }

    public IProjection Anew() => new AntiPatternsView();

    public void Become(IProjection rebuilt) => open = ((AntiPatternsView)rebuilt).open;

    /// <summary>What a look at a part of an environment could not tell, in place of what the last one could not.</summary>
    public void Looked(EnvironmentName environment, string scope, IReadOnlyList<string> cannotTell) => unclear[(environment, scope)] = cannotTell;

    /// <summary>The worst first, then by environment and place.</summary>
    public IReadOnlyList<OpenAntiPattern> All(Func<OpenAntiPattern, bool> isWanted) =>
    [
        .. open.Values.Where(isWanted)
            .OrderByDescending(o => o.Finding.Severity)
            .ThenBy(o => o.Environment.ToString(), StringComparer.Ordinal)
            .ThenBy(o => o.Finding.Key, StringComparer.Ordinal),
    ];

    public IReadOnlyList<string> CannotTell(Func<EnvironmentName, bool> isWanted) =>
    [
        .. unclear.Where(u => isWanted(u.Key.Environment))
            .OrderBy(u => u.Key.Environment.ToString(), StringComparer.Ordinal)
            .ThenBy(u => u.Key.Scope, StringComparer.Ordinal)
            .SelectMany(u => u.Value.Select(why => $"{u.Key.Environment}: {why}"))
            .Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>An anti-pattern that there still is.</summary>
internal sealed record OpenAntiPattern(EnvironmentName Environment, Finding Finding, DateTimeOffset FoundAt, DateTimeOffset ChangedAt);
