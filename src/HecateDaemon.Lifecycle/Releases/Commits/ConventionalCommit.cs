using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A commit message by Conventional Commits 1.0.0, or as much of one as it is.</summary>
public sealed partial record ConventionalCommit
{
    private const int MaxSubject = 1000;

    /// <summary>Words that are types wherever they stand; any other word before a colon may as well name a part of the code.</summary>
    private static readonly HashSet<string> Types = new(
    [
        "feat", "feature", "features", "fix", "fixes", "bugfix", "hotfix", "docs", "doc", "style", "refactor", "perf", "test", "tests",
        "build", "ci", "chore", "chores", "revert", "reverts", "deps", "dep", "security", "sec", "release", "improvement", "enhancement",
        "wip", "i18n", "l10n", "types", "typing", "dx", "infra", "bump", "lint", "examples", "example", "misc", "meta", "internal",
        "cleanup", "typo", "ui", "ux", "remove", "deprecate", "deprecated", "tweak", "config", "dev", "workflow", "bench", "ops", "tooling",
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>First line.</summary>
    public required string Subject { get; init; }

    /// <summary>In lower case; null if the first line does not follow the convention.</summary>
    public string? Type { get; init; }

    public string? Scope { get; init; }

    /// <summary>The first line without type and scope.</summary>
    public required string Description { get; init; }

    /// <summary>What breaks, in the author's words; null if nothing does.</summary>
    public string? Breaking { get; init; }

    /// <summary>A version asked for by a <c>Release-As</c> footer.</summary>
    public VersionNumber? ReleaseAs { get; init; }

    /// <summary>The commit taken back, as it is named: its id or its first line.</summary>
    public string? Reverted { get; init; }

    public bool IsFeature => Type is "feat" or "feature" or "features";

    public bool IsFix => Type is "fix" or "fixes" or "bugfix" or "hotfix" or "perf" or "security" or "sec" or "revert" or "reverts";

    public static ConventionalCommit Parse(string message)
    {
        var text = message.ReplaceLineEndings("\n").TrimStart('\n');
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var subject = (end < 0 ? text : text[..end]).Trim();
        subject = subject.Length > MaxSubject ? subject[..MaxSubject] : subject;
        var body = end < 0 ? "" : text[end..];
        var header = Header().Match(subject);
        var type = header.Success && IsType(header) ? header.Groups["type"].Value.ToLowerInvariant() : null;
        var description = type is null ? subject : header.Groups["description"].Value;
        return new()
        {
            Subject = subject,
            Type = type,
            Scope = type is not null && header.Groups["scope"] is { Success: true } scope ? scope.Value : null,
            Description = description,
            Breaking = (Quotes().IsMatch(subject) ? null : BreakingFooter(body)) ?? (type is not null && header.Groups["bang"].Success ? description : null),
            ReleaseAs = ReleaseAsFooter().Match(body) is { Success: true } asked &&
                VersionNumber.TryParse(asked.Groups["version"].Value, out var version) ? version : null,
            Reverted = Reverts().Match(body) is { Success: true } id ? id.Groups["id"].Value
                : RevertSubject().Match(subject) is { Success: true } named ? named.Groups["subject"].Value
                : null,
        };
    }

    private static bool IsType(Match header) => header.Groups["bang"].Success || Types.Contains(header.Groups["type"].Value);

    private static string? BreakingFooter(string body)
    {
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (line.Contains("BREAKING", StringComparison.Ordinal) && line.Length <= MaxSubject &&
                Footer().Match(line.ToString()) is { Success: true } match && !IsNothing(match.Groups["what"].Value))
            {
                return match.Groups["what"].Value.Trim() is { Length: > 0 } what ? what : "see the commit";
            }
        }

        return null;
    }

    private static bool IsNothing(string what) =>
        what.Trim().Trim('.', '*', '_', '-', ' ').ToUpperInvariant() is "NONE" or "NO" or "N/A" or "NA" or "NOTHING" or "FALSE" or "NOPE";

    [GeneratedRegex(@"\A(?<type>[A-Za-z][A-Za-z0-9]{1,20})\s?(\((?<scope>[^()]{0,100})\))?(?<bang>!)?:(\s+(?<description>\S.*)|(?<description>[^\s:/\\].*))\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"\A\s{0,4}([*>-]\s{1,3})?(\*\*)?BREAKING[ -]CHANGES?(\*\*)?:(\*\*)?(?<what>.*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Footer();

    /// <summary>Updates of dependencies, whose messages repeat what those say of themselves.</summary>
    [GeneratedRegex(@"\A([A-Za-z]+\((deps[a-z-]*|dependencies|renovate)\)!?:|(deps|dependencies)!?:|([A-Za-z]+(\([^()]{0,100}\))?!?:\s*)?(bump|update|upgrade)s?\s.{1,200}\bto v?[0-9]+\b|([A-Za-z]+(\([^()]{0,100}\))?!?:\s*)?update (module|dependency|docker tag)\s)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^Release-As:[ \t]*v?(?<version>[0-9][0-9A-Za-z.+-]{0,100})[ \t]*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReleaseAsFooter();

    [GeneratedRegex(@"\bThis reverts commit (?<id>[0-9a-f]{7,40})\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reverts();

    [GeneratedRegex(@"\ARevert:? ""(?<subject>.+)""( \(#[0-9]+\))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RevertSubject();
}
