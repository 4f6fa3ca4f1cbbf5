using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Subcommands;

/// <summary>A way to write reports down while they come.</summary>
internal interface ILintOutput : IDisposable
{
    void Write(FileReport report, LintTarget target);

    void End(LintTally tally);
}
