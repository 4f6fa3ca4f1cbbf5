using System.Text.Encodings.Web;
using System.Text.Json;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary>SARIF 2.1.0. What is ignored is a suppressed result; what cannot be told is a notification of the run.</summary>
internal sealed class LintSarif : ILintOutput
{
    private readonly Utf8JsonWriter writer;
    private readonly List<string> codes;
    private readonly List<(string UriPrefix, CannotTell Unclear)> unclear = [];

    public LintSarif(Stream output, IReadOnlyList<IAntiPattern> rules)
    {
        codes = [.. rules.Select(r => r.Code)];
        writer = new(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(rules);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
    }

    public void Write(FileReport report, LintTarget target)
    {
        foreach (var finding in report.Findings)
        {
            Write(finding, target.UriPrefix, suppression: null);
        }

        foreach (var ignored in report.Ignored)
        {
            Write(ignored.Finding, target.UriPrefix, ignored);
        }

        unclear.AddRange(report.Unclear.Select(u => (target.UriPrefix, u)));
        writer.Flush();
    }

    public void End(LintTally tally)
    {
        writer.WriteEndArray();
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", tally.Unreadable == 0);
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (var (prefix, (file, line, why)) in unclear)
        {
            writer.WriteStartObject();
            writer.WriteString("level", "note");
            WriteMessage("message", $"cannot tell: {why}");
            WriteLocations(prefix + file, line, column: null, excerpt: null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }

    public void Dispose() => writer.Dispose();

    private void WriteTool(IReadOnlyList<IAntiPattern> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "hecate-daemon");
        writer.WriteString("version", DaemonVersion.Text);
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            WriteMessage("shortDescription", rule.Name);
            WriteMessage("fullDescription", rule.Problem);
            WriteMessage("help", $"Instead: {rule.Instead}");
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteBoolean("enabled", rule.Severity is not Severity.Off);
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Write(Finding finding, string prefix, IgnoredFinding? suppression)
    {
        var place = (FindingPlace.InFile)finding.Place;
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule);
        writer.WriteNumber("ruleIndex", codes.IndexOf(finding.Rule));
        writer.WriteString("level", Level(finding.Severity));
        WriteMessage("message", finding.Seen);
        WriteLocations(prefix + place.File, place.Line, place.Column, place.Excerpt);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("hecate/v1", Baseline.Fingerprint(finding));
        writer.WriteEndObject();
        if (suppression is not null)
        {
            writer.WriteStartArray("suppressions");
            writer.WriteStartObject();
            writer.WriteString("kind", suppression.By is IgnoredBy.Comment ? "inSource" : "external");
            writer.WriteString("justification", suppression.Reason);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteLocations(string file, int line, int? column, string? excerpt)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri(file));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", line);
        if (column is { } start)
        {
            writer.WriteNumber("startColumn", start);
            WriteMessage("snippet", excerpt!);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteMessage(string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Uri(string path) => path.StartsWith("file://", StringComparison.Ordinal)
        ? "file://" + Escaped(path["file://".Length..])
        : Escaped(path);

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        _ => "none",
    };
}
