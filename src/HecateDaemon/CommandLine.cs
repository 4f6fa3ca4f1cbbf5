namespace HecateDaemon;

/// <summary>What the daemon was asked for: <paramref name="Verb"/> is null for running it.</summary>
internal sealed record CommandLine(string? Verb, string? Socket, string? Config)
{
    public const string Help =
        """
        hecate-daemon ships software through GitOps.

          hecate-daemon            run the daemon
          hecate-daemon health     ask a running daemon for /health; exit code 0 if it answers
          hecate-daemon ready      ask it for /ready; exit code 0 if it takes work
          hecate-daemon bump --image REPO --to VERSION [--digest DIGEST] [--write] [--json] PATH...
                                   put an image at a version in files and folders, or show the patch; '-' with
                                   '--as FILENAME' reads one file from standard input; exit code 1 if the image is not
                                   there, 2 if something cannot be told and so nothing was written
          hecate-daemon images [--json] PATH...
                                   list every place where an image's version stands; exit codes as above
          hecate-daemon events export FILE   write the event log as JSON lines, also beside a running daemon; a file that was
                                   begun is continued
          hecate-daemon events import FILE   bring such a file into the log that is configured; an import that was cut off is
                                   repeated
          hecate-daemon events backup FILE   copy the embedded log, also beside a running daemon
          hecate-daemon projections rebuild  have the running daemon build its read models anew from the event log
          hecate-daemon release check [--tag TAG | --all] [--json] [--tag-prefix PREFIX] [--zero RULE]
                                   [--version-file GLOB=PATTERN]... REPOSITORY
                                   whether release tags are what they say: version, order, jump against the commits,
                                   version files, changelog, notes; RULE below 1.0.0 is cautious, strict or free; PATTERN
                                   is a regular expression with the group (?<version>...); exit code 1 if an item is not
                                   satisfied, 2 if one cannot be told
          hecate-daemon release next [--component NAME] [--tag-prefix PREFIX] [--zero RULE] REPOSITORY
                                   the version that the commits since the last release ask for; exit code 2 if they do
                                   not tell
          hecate-daemon release notes [--tag TAG | --version VERSION] REPOSITORY
                                   release notes from the commits, of a tag or of the version to come
          hecate-daemon release prepare --version VERSION [--write [--commit [--tag]]] REPOSITORY
                                   the patch that gives version files and changelog that version, or write it; commits
                                   and tags, with the notes as its message, only when told
          hecate-daemon lint [--json | --sarif] [--notes] PATH|REPO@REV...
                                   find anti-patterns in manifests, offline; also [--settings FILE] [--baseline FILE]
                                   [--write-baseline FILE], and --explain RULE or --explain all; exit code 1 for errors,
                                   3 for nothing worse than warnings, 2 if a file could not be read
          hecate-daemon --version
          hecate-daemon --help

          --socket PATH   the Unix socket                (or HECATE_SOCKET_PATH; default /run/hecate/daemon.sock)
          --config PATH   the configuration, JSON        (or HECATE_CONFIG; default /etc/hecate/daemon.json if it is there)

        Every setting can also be given as an environment variable: Logging:Level is HECATE__Logging__Level.
        """;

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new CommandLine(Verb: null, Socket: null, Config: null);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].StartsWith("--", StringComparison.Ordinal) && args[i].Split('=', 2) is [var left, var right]
                ? (left, right)
                : (args[i], null);
            line = name switch
            {
                "--socket" => line with { Socket = Value() },
                "--config" => line with { Config = Value() },
                "health" or "ready" or "--version" when value is null && line.Verb is null => line with { Verb = name },
                _ => throw CannotStartException.BadUsage($"'{args[i]}' is not understood: see hecate-daemon --help"),
            };

            string Value() =>
                (value ?? args.ElementAtOrDefault(++i)) is { Length: > 0 } given
                    ? given
                    : throw CannotStartException.BadUsage($"{name} needs a path: {name} PATH");
        }

        return line;
    }
}
