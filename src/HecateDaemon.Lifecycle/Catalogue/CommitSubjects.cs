using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>The first lines of commit messages, with placeholders; the defaults are the seed's (section 3).</summary>
public sealed partial record CommitSubjects
{
    public static readonly IReadOnlyList<string> Placeholders = ["division", "version", "environment", "reason"];

    public string Bump { get; init; } = "chore: Bump {division} to v{version}";

    public string Rollback { get; init; } = "fix: Rollback to v{version} due to {reason}";

    /// <summary>The first placeholder that does not exist, or null.</summary>
    public static string? UnknownIn(string template) => Placeholder().Matches(template)
        .Select(m => m.Groups["name"].Value)
        .FirstOrDefault(name => !Placeholders.Contains(name, StringComparer.Ordinal));

    /// <summary>What is filled in is not read for placeholders again.</summary>
    public static string Fill(string template, Func<string, string> valueOf) =>
        Placeholder().Replace(template, m => valueOf(m.Groups["name"].Value));

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
