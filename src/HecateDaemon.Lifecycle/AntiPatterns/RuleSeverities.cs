namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>How bad the rules' findings are where settings have their say.</summary>
internal sealed class RuleSeverities(IEnumerable<IAntiPattern> rules, IReadOnlyDictionary<string, Severity> settings)
{
    private readonly Dictionary<string, Severity> own = rules.ToDictionary(r => r.Code, r => r.Severity, StringComparer.Ordinal);

    public bool IsOn(IAntiPattern rule) => settings.GetValueOrDefault(rule.Code, rule.Severity) is not Severity.Off;

    /// <summary>Settings speak of the rule; a finding that is less than its rule stays less.</summary>
    public Finding Weighed(Finding finding) => settings.TryGetValue(finding.Rule, out var wanted)
        ? finding with { Severity = finding.Severity < own[finding.Rule] && finding.Severity < wanted ? finding.Severity : wanted }
        : finding;
}
