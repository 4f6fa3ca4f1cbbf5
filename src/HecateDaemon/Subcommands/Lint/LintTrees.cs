using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon lint</c>: looks for anti-patterns in folders, files and commits, without a daemon.</summary>
internal static class LintTrees
{
    public static int Run(LintArguments asked)
    {
        try
        {
            return asked.Explain is { } code ? LintExplanation.Write(code, AntiPatternRules.All) : Look(asked, AntiPatternRules.All);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutsideWorldException)
        {
            Console.Error.WriteLine($"hecate-daemon: {e.Message}");
            return ExitCodes.Unclear;
        }
    }

    private static int Look(LintArguments asked, IReadOnlyList<IAntiPattern> rules)
    {
        using var output = Console.OpenStandardOutput();
        using ILintOutput report = asked.Format switch
        {
            LintFormat.Json => new LintJson(output, rules),
            LintFormat.Sarif => new LintSarif(output, rules),
            _ => new LintTable(output, rules, asked.Notes),
        };
        var baseline = asked.Baseline is { } file ? Baseline.Parse(File.ReadAllBytes(file), file) : Baseline.Empty;
        var tally = new LintTally();
        var all = new List<Finding>();
        foreach (var text in asked.Targets)
        {
            using var target = LintTarget.Open(text, CancellationToken.None);
            var linter = new Linter(rules, SettingsOf(asked, target, rules), baseline);
            using var progress = new LintProgress(Linter.CountIn(target.Tree));
            foreach (var found in linter.Look(target.Tree, CancellationToken.None).Concat(target.Closed.Select(Closed)))
            {
                tally.Count(found);
                if (found is not { Findings: [], Ignored: [], Unclear: [] })
                {
                    progress.Clear();
                    report.Write(found, target);
                }

                progress.Advance();
                if (asked.WriteBaseline is not null)
                {
                    all.AddRange(found.Findings);
                    all.AddRange(found.Ignored.Where(i => i.By is IgnoredBy.Baseline).Select(i => i.Finding));
                }
            }
        }

        report.End(tally);
        if (asked.WriteBaseline is { } written)
        {
            File.WriteAllBytes(written, Baseline.Write(all));
            return ExitCodes.Ok;
        }

        return tally.ExitCode;
    }

    private static LintSettings SettingsOf(LintArguments asked, LintTarget target, IReadOnlyList<IAntiPattern> rules)
    {
        var own = target.Tree.Files.FirstOrDefault(f => f.Path == LintSettings.FileName);
        return asked.Settings is { } file ? LintSettings.Parse(File.ReadAllBytes(file), file, rules)
            : own is not null ? LintSettings.Parse(target.Tree.Read(own).Span, target.Prefix + own.Path, rules)
            : LintSettings.Default;
    }

    private static FileReport Closed(string folder) =>
        new(folder, [], [], [new(folder, 1, "the folder cannot be opened")]) { IsUnreadable = true };
}
