using System.Text.Encodings.Web;
using System.Text.Json;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>One JSON object: findings as they come, then what was ignored, what cannot be told, and the sums.</summary>
internal sealed class LintJson : ILintOutput
{
    private readonly Utf8JsonWriter writer;
    private readonly Dictionary<string, IAntiPattern> rules;
    private readonly List<(string Prefix, IgnoredFinding Ignored)> ignored = [];
    private readonly List<(string Prefix, CannotTell Unclear)> unclear = [];

    public LintJson(Stream output, IEnumerable<IAntiPattern> rules)
    {
        this.rules = rules.ToDictionary(r => r.Code, StringComparer.Ordinal);
        writer = new(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
    }

    public void Write(FileReport report, LintTarget target)
    {
        foreach (var finding in report.Findings)
        {
            writer.WriteStartObject();
            Write(finding, target.Prefix);
            writer.WriteEndObject();
        }

        ignored.AddRange(report.Ignored.Select(i => (target.Prefix, i)));
        unclear.AddRange(report.Unclear.Select(u => (target.Prefix, u)));
        writer.Flush();
    }

    public void End(LintTally tally)
    {
        writer.WriteEndArray();
        writer.WriteStartArray("ignored");
        foreach (var (prefix, (finding, by, reason)) in ignored)
        {
            writer.WriteStartObject();
            Write(finding, prefix);
            writer.WriteString("ignored_by", by.Word());
            writer.WriteString("reason", reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cannot_tell");
        foreach (var (prefix, (file, line, why)) in unclear)
        {
            writer.WriteStartObject();
            writer.WriteString("file", prefix + file);
            writer.WriteNumber("line", line);
            writer.WriteString("why", why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        writer.WriteNumber("files", tally.Files);
        writer.WriteNumber("errors", tally.Errors);
        writer.WriteNumber("warnings", tally.Warnings);
        writer.WriteNumber("notes", tally.Notes);
        writer.WriteNumber("ignored", tally.Ignored);
        writer.WriteNumber("cannot_tell", tally.Unclear);
        writer.WriteNumber("unreadable", tally.Unreadable);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    private void Write(Finding finding, string prefix)
    {
        var place = (FindingPlace.InFile)finding.Place;
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("file", prefix + place.File);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteString("excerpt", place.Excerpt);
        writer.WriteString("seen", finding.Seen);
        writer.WriteString("problem", rules[finding.Rule].Problem);
        writer.WriteString("instead", rules[finding.Rule].Instead);
        writer.WriteString("fingerprint", Baseline.Fingerprint(finding));
    }
}
