using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads <c>AntiPatterns</c>.</summary>
internal static class GuardSettingsReader
{
    private static readonly GuardSettings Unset = new();
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static GuardSettings Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return Unset;
        }

        var read = new GuardSettings
        {
            Rules = settings.Section(nameof(Unset.Rules)) is { } rules ? Severities(rules) : Unset.Rules,
            NoProgressFor = settings.Duration(nameof(Unset.NoProgressFor), Unset.NoProgressFor, Shortest, Longest),
            ShelvedFor = settings.Duration(nameof(Unset.ShelvedFor), Unset.ShelvedFor, Shortest, Longest),
        };
        settings.NothingElse();
        return read;
    }

    private static Dictionary<string, Severity> Severities(SectionReader rules)
    {
        var words = Enum.GetValues<Severity>().ToDictionary(s => s.Word(), StringComparer.Ordinal);
        var severities = new Dictionary<string, Severity>(StringComparer.Ordinal);
        foreach (var rule in AntiPatternRules.All)
        {
            if (rules.Word(rule.Code, fallback: "", [.. words.Keys]) is { Length: > 0 } word)
            {
                severities[rule.Code] = words.GetValueOrDefault(word);
            }
        }

        rules.NothingElse();
        return severities;
    }
}
