using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon release next</c> and <c>notes</c>: what the commits say about the release to come.</summary>
internal static class ReleaseNext
{
    /// <summary>The version alone on standard output, for scripts; why, on standard error.</summary>
    public static int Run(ReleaseArguments asked, CancellationToken ct)
    {
        var next = LocalCodeHistory.Read(asked.Repository, asked.Files, history => new ReleaseAudit(history, asked.TagPrefix, asked.Zero).Next(asked.Component), ct);
        Console.Error.WriteLine($"hecate-daemon: {(next.Version is null && !next.IsNothing ? "cannot tell: " : "")}{next.Why}");
        if (next.Version is { } version)
        {
            Console.Out.WriteLine(version);
        }

        return next.Version is not null ? ExitCodes.Ok : next.IsNothing ? ExitCodes.Failed : ExitCodes.Unclear;
    }

    /// <summary>Notes of a tag, or of the version that comes next.</summary>
    public static int Notes(ReleaseArguments asked, CancellationToken ct)
    {
        var notes = LocalCodeHistory.Read(asked.Repository, asked.Files, history => Notes(history, asked), ct);
        Console.Out.Write(notes);
        return ExitCodes.Ok;
    }

    private static string Notes(ICodeHistory history, ReleaseArguments asked)
    {
        var audit = new ReleaseAudit(history, asked.TagPrefix, asked.Zero);
        if (asked.Tag is { } tag)
        {
            var found = audit.Lines.SelectMany(l => l.Releases.Select(r => (Line: l, Release: r))).FirstOrDefault(r => r.Release.Name.Name == tag);
            return found.Release is null
                ? throw Missing($"{asked.Repository} has no tag {tag} that names a version and a commit.")
                : audit.Notes(found.Line, found.Release);
        }

        var wanted = asked.Version ?? audit.Next(asked.Component).Version
            ?? throw Missing("The commits do not tell which version comes next; name it with --version.");
        return VersionNumber.TryParse(wanted, out var version)
            ? audit.Plan(version, asked.Component, asked.TagPrefix).Notes
            : throw Missing($"'{wanted}' is no version.");
    }

    private static OutsideWorldException Missing(string what) => new(what) { NeedsPerson = true };
}
