using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>What a rule is about, for <c>--explain</c>.</summary>
internal static class LintExplanation
{
    public static int Write(string code, IReadOnlyList<IAntiPattern> rules)
    {
        var asked = rules.Where(r => code == "all" || r.Code == code).ToList();
        if (asked is [])
        {
            throw CannotStartException.BadUsage($"there is no rule '{code}': {string.Join(", ", rules.Select(r => r.Code))}");
        }

        foreach (var rule in asked)
        {
            Console.Out.WriteLine(
                $"""
                {rule.Code} ({rule.Severity.Word()})
                  Anti-pattern  {rule.Name}
                  Problem       {rule.Problem}
                  Instead       {rule.Instead}
                """);
        }

        return ExitCodes.Ok;
    }
}
