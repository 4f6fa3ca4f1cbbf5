using System.Text.Json;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon release check</c>: one tag with its evidence, or all tags as a table.</summary>
internal static class ReleaseCheck
{
    public static int Run(ReleaseArguments asked, CancellationToken ct)
    {
        var reports = LocalCodeHistory.Read(asked.Repository, asked.Files, history => Check(history, asked), ct);
        if (asked.Json)
        {
            using var output = Console.OpenStandardOutput();
            JsonSerializer.Serialize(output, reports, ReleaseReportsJson.Default.ReleaseReports);
            output.WriteByte((byte)'\n');
        }
        else
        {
            Console.Out.Write(asked.All ? ReleaseTable.Of(reports) : ReleaseTable.Single(reports.Releases[0]));
        }

        return ExitCode(reports.Releases);
    }

    private static ReleaseReports Check(ICodeHistory history, ReleaseArguments asked)
    {
        var audit = new ReleaseAudit(history, asked.TagPrefix, asked.Zero);
        var all = audit.Lines.SelectMany(line => line.Releases.Select(release => (Line: line, Release: release))).ToList();
        var wanted = asked.All ? all : [One(history, audit, all, asked)];
        var versions = all.Select(r => r.Release.Name.Name).ToHashSet(StringComparer.Ordinal);
        return new([.. wanted.Select(r => audit.Check(r.Line, r.Release))])
        {
            OtherTags = asked.All ? [.. history.Tags.Select(t => t.Name).Where(t => !versions.Contains(t))] : [],
        };
    }

    private static (ReleaseLine Line, TaggedRelease Release) One(
        ICodeHistory history, ReleaseAudit audit, List<(ReleaseLine Line, TaggedRelease Release)> all, ReleaseArguments asked)
    {
        var name = asked.Tag ?? (history.Head is { } head
            ? audit.Lines.Select(l => l.LastAt(head)).OfType<TaggedRelease>().MaxBy(r => history.Graph[r.Commit].At)?.Name.Name
            : null);
        return all.Find(r => r.Release.Name.Name == name) is { Release: not null } found ? found
            : throw new OutsideWorldException(asked.Tag is null
                ? $"No release tag is on the way of first parents from HEAD in {asked.Repository}; name one with --tag, or use --all."
                : $"{asked.Repository} has no tag {asked.Tag} that names a version and a commit.")
            { NeedsPerson = true };
    }

    private static int ExitCode(IReadOnlyList<ReleaseReport> releases)
    {
        var verdicts = releases.SelectMany(r => r.Findings).Select(f => f.Verdict).ToHashSet();
        return verdicts.Contains(Verdict.Unsatisfied) ? ExitCodes.Failed : verdicts.Contains(Verdict.CannotTell) ? ExitCodes.Unclear : ExitCodes.Ok;
    }
}
