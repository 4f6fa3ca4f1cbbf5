using HecateDaemon.Lifecycle.Catalogue;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Takes down what the looks at an environment found, as bad as the settings have it.</summary>
internal sealed partial class FindingRecorder(
    ShippingCatalogue catalogue, FindingDesk desk, AntiPatternsView view, TimeProvider clock, ILogger<FindingRecorder> logger)
{
    private readonly RuleSeverities severities = new(AntiPatternRules.All, catalogue.Guard.Rules);

    public IEnumerable<T> RulesOn<T>() where T : IAntiPattern => AntiPatternRules.All.OfType<T>().Where(r => severities.IsOn(r));

    public Finding Weighed(Finding finding) => severities.Weighed(finding);

    /// <summary>What is seen anew, changed or gone becomes events; what could not be told is told to whoever asks.</summary>
    public async Task RecordAsync(
        TargetEnvironment environment, string scope, IEnumerable<Finding> seen, Func<Finding, bool> canTell, IReadOnlyList<string> cannotTell, CancellationToken ct)
    {
        var look = new FindingLook(
            environment.Name, clock.GetUtcNow(), [.. seen.Select(severities.Weighed)], f => !IsLookedFor(f) || canTell(f));
        foreach (var news in await desk.RecordAsync(look, scope, ct))
        {
            Log(environment, news);
        }

        view.Looked(environment.Name, scope, cannotTell);
    }

    /// <summary>False where settings, or a later version of the daemon, do not look for it any more.</summary>
    private bool IsLookedFor(Finding finding) =>
        AntiPatternRules.All.Any(r => r.Code == finding.Rule && severities.IsOn(r)) &&
        (finding.DivisionId is not { } division || catalogue.Divisions.ContainsKey(division));

    private void Log(TargetEnvironment environment, AntiPatternEvent news)
    {
        var (finding, where, name) = (news.Finding, news.Finding.Place.ToString()!, environment.Name.ToString());
        if (news is AntiPatternCleared)
        {
            Cleared(finding.Rule, name, where);
        }
        else
        {
            var level = finding.Severity switch { Severity.Error => LogLevel.Error, Severity.Warning => LogLevel.Warning, _ => LogLevel.Information };
            Found(level, finding.Rule, name, where, finding.Seen);
        }
    }

    [LoggerMessage(EventId = 5101, Message = "Anti-pattern {Rule} in {Environment}, {Where}: {Seen}")]
    private partial void Found(LogLevel level, string rule, string environment, string where, string seen);

    [LoggerMessage(5102, LogLevel.Information, "Anti-pattern {Rule} in {Environment} is gone from {Where}")]
    private partial void Cleared(string rule, string environment, string where);
}
