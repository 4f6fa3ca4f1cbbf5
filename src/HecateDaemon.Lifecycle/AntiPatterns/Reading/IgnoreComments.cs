using System.Text.RegularExpressions;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// The comments <c># hecate: ignore RULE reason</c> of a file. One behind something speaks for its own line; one in a
/// line of its own for the next line that is no comment.
/// </summary>
internal sealed partial class IgnoreComments
{
    private static readonly IgnoreComments None = new([]);

    private readonly List<IgnoreComment> all;

    private IgnoreComments(List<IgnoreComment> all) => this.all = all;

    public IReadOnlyList<IgnoreComment> All => all;

    public static IgnoreComments In(string text) =>
        text.Contains("hecate:", StringComparison.Ordinal) ? new(Read(text.Split('\n'))) : None;

    /// <summary>The comment by which a finding is ignored; one without a reason ignores nothing.</summary>
    public IgnoreComment? For(Finding finding) => finding.Place is FindingPlace.InFile place
        ? all.Find(c => c.Concerns == place.Line && c.Rule == finding.Rule && c.Reason is not "")
        : null;

    private static List<IgnoreComment> Read(string[] lines)
    {
        var comments = new List<IgnoreComment>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Comment().Match(lines[i]) is { Success: true } match)
            {
                var concerned = i;
                while (concerned + 1 < lines.Length && IsNothingElse(lines[concerned]))
                {
                    concerned++;
                }

                comments.Add(new(i + 1, match.Index + 1, concerned + 1, match.Groups["rule"].Value, match.Groups["reason"].Value.Trim()));
            }
        }

        return comments;
    }

    private static bool IsNothingElse(string line) => line.AsSpan().TrimStart() is [] or ['#' or ';', ..];

    [GeneratedRegex(@"(?<=^|\s)[#;]\s*hecate:\s*ignore\b[ \t]*(?<rule>[A-Za-z0-9_-]*)(?<reason>[^\r\n]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}

/// <summary>Lines count from 1; <paramref name="Concerns"/> is the line that it speaks for.</summary>
internal sealed record IgnoreComment(int Line, int Column, int Concerns, string Rule, string Reason);
