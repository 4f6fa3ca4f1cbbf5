namespace HecateDaemon.Subcommands;

/// <summary>What <c>hecate-daemon events</c> was asked for, and the switches that every subcommand has.</summary>
internal sealed record EventsArguments(string Verb, string Path, CommandLine Line)
{
    public const string Help = "hecate-daemon events export FILE | import FILE | backup FILE   ('-': standard output or input)";

    /// <summary>The path <c>-</c> is a stream of the process, where there can be one.</summary>
    public bool IsPipe => Path is "-";

    public static EventsArguments Parse(IEnumerable<string> args)
    {
        var words = new List<string>();
        var switches = new List<string>();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            (arg.StartsWith("--", StringComparison.Ordinal) ? switches : words).Add(arg);
            if (arg is "--config" or "--socket" && rest.TryDequeue(out var value))
            {
                switches.Add(value);
            }
        }

        return words is ["export" or "import", { Length: > 0 }] or ["backup", { Length: > 0 } and not "-"]
            && CommandLine.Parse(switches) is { Verb: null } line
            ? new EventsArguments(words[0], words[1], line)
            : throw CannotStartException.BadUsage($"'events {string.Join(' ', words)}' is not understood: {Help}");
    }
}
