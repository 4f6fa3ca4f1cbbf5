using System.Globalization;
using System.Text;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>For people: each finding with its line, then what was ignored, what cannot be told, and what it all means.</summary>
internal sealed class LintTable(Stream output, IReadOnlyList<IAntiPattern> rules, bool showsNotes) : ILintOutput
{
    private readonly StreamWriter writer = new(output, new UTF8Encoding(false)) { NewLine = "\n" };
    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private readonly List<string> afterwards = [];

    public void Write(FileReport report, LintTarget target)
    {
        foreach (var finding in report.Findings.Where(f => showsNotes || f.Severity is not Severity.Note))
        {
            var place = (FindingPlace.InFile)finding.Place;
            met.Add(finding.Rule);
            Line($"{target.Prefix}{place.File}:{place.Line}:{place.Column}: {finding.Severity.Word()} {finding.Rule}: {finding.Seen}");
            Line($"    {place.Excerpt}");
        }

        foreach (var (finding, by, reason) in report.Ignored)
        {
            var place = (FindingPlace.InFile)finding.Place;
            afterwards.Add($"ignored by {by.Word()}: {target.Prefix}{place.File}:{place.Line}: {finding.Rule}: {reason}");
        }

        // A chart may have hundreds: one line a file says how many.
        if (report.Unclear is [var first, ..])
        {
            var more = report.Unclear.Count - 1;
            var others = more == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {more} more places)");
            afterwards.Add($"cannot tell: {target.Prefix}{first.File}:{first.Line}: {first.Why}{others}");
        }

        writer.Flush();
    }

    public void End(LintTally tally)
    {
        afterwards.ForEach(Line);
        foreach (var rule in rules.Where(r => met.Contains(r.Code)))
        {
            Line($"{rule.Code}: {rule.Problem}. Instead: {rule.Instead}");
        }

        var notes = showsNotes || tally.Notes == 0 ? "" : " (--notes shows them)";
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Files} files: {tally.Errors} errors, {tally.Warnings} warnings, {tally.Notes} notes{notes}, " +
            $"{tally.Ignored} ignored, {tally.Unclear} cannot be told"));
        writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    /// <summary>A manifest may hold what a terminal would obey.</summary>
    private void Line(string text) => writer.WriteLine(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)));
}
