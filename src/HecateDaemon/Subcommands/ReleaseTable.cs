using System.Diagnostics;
using System.Globalization;
using System.Text;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Subcommands;

/// <summary>Reports as a person reads them.</summary>
internal static class ReleaseTable
{
    public static string Of(ReleaseReports reports)
    {
        var items = reports.Releases is [var first, ..] ? first.Findings.Select(f => f.Item).ToList() : [];
        var rows = new List<string[]> { (string[])["tag", "made", "kind", .. items] };
        rows.AddRange(reports.Releases.Select(r => (string[])[r.Tag, Day(r), Kind(r), .. r.Findings.Select(f => Word(f.Verdict))]));
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return reports.OtherTags is [] ? table.ToString()
            : table.AppendLine(CultureInfo.InvariantCulture, $"\n{reports.OtherTags.Count} tags name no version: {string.Join(", ", reports.OtherTags.Take(10))}{(reports.OtherTags.Count > 10 ? ", …" : "")}").ToString();
    }

    public static string Single(ReleaseReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Tag}  {report.Commit}  {Day(report)}  {Kind(report)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"previous release: {Previous(report)}");
        foreach (var finding in report.Findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Word(finding.Verdict),-11}  {finding.Item,-16}  {finding.Evidence}");
        }

        foreach (var file in report.Files)
        {
            var key = file.Key is "" ? "" : $" ({file.Key})";
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Word(file.Verdict),-20}  {file.Path}{key}: {file.Version}{(file.Why is null ? "" : $"{(file.Version is null ? "" : ", ")}{file.Why}")}");
        }

        return text.ToString();
    }

    private static string Previous(ReleaseReport report) => report switch
    {
        { PreviousRelease: null } => "none",
        { PreviousIsAncestor: true } => report.PreviousRelease,
        _ => $"{report.PreviousRelease}, on another branch",
    };

    private static string Day(ReleaseReport report) => report.TaggedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Kind(ReleaseReport report) => report.IsAnnotated ? "annotated" : "lightweight";

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Satisfied => "ok",
        Verdict.Unsatisfied => "NO",
        Verdict.CannotTell => "cannot tell",
        Verdict.NotApplicable => "-",
        _ => throw new UnreachableException($"no word for {verdict}"),
    };

    private static string Word(FileVerdict verdict) => verdict switch
    {
        FileVerdict.Equal => "equal",
        FileVerdict.Differs => "differs",
        FileVerdict.Unreadable => "unreadable",
        FileVerdict.NotVersionedHere => "not versioned here",
        _ => throw new UnreachableException($"no word for {verdict}"),
    };
}
