using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Subcommands;

/// <summary>How many of what there were.</summary>
internal sealed class LintTally
{
    public int Files { get; private set; }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    public int Notes { get; private set; }

    public int Ignored { get; private set; }

    public int Unclear { get; private set; }

    public int Unreadable { get; private set; }

    /// <summary>Who could not read everything cannot say that there is no error.</summary>
    public int ExitCode => this switch
    {
        { Errors: > 0 } => ExitCodes.Failed,
        { Unreadable: > 0 } => ExitCodes.Unclear,
        { Warnings: > 0 } => ExitCodes.Warnings,
        _ => ExitCodes.Ok,
    };

    public void Count(FileReport report)
    {
        Files += report.IsOfTree ? 0 : 1;
        Errors += report.Findings.Count(f => f.Severity is Severity.Error);
        Warnings += report.Findings.Count(f => f.Severity is Severity.Warning);
        Notes += report.Findings.Count(f => f.Severity is Severity.Note);
        Ignored += report.Ignored.Count;
        Unclear += report.Unclear.Count;
        Unreadable += report.IsUnreadable ? 1 : 0;
    }
}
