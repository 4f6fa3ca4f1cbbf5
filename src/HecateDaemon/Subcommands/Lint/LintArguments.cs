namespace HecateDaemon.Subcommands;

/// <summary>What <c>hecate-daemon lint</c> was asked for.</summary>
internal sealed record LintArguments
{
    public const string Help =
        "hecate-daemon lint [--json | --sarif] [--notes] [--settings FILE] [--baseline FILE] [--write-baseline FILE] PATH|REPO@REV…   " +
        "or hecate-daemon lint --explain RULE|all";

    public required LintFormat Format { get; init; }

    /// <summary>True if the table shall have what is only worth knowing, too.</summary>
    public required bool Notes { get; init; }

    public required string? Settings { get; init; }

    public required string? Baseline { get; init; }

    public required string? WriteBaseline { get; init; }

    public required string? Explain { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public static LintArguments Parse(IEnumerable<string> args)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var targets = new List<string>();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            if (!arg.StartsWith('-'))
            {
                targets.Add(arg);
                continue;
            }

            var (name, given) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
            var isSwitch = name is "--json" or "--sarif" or "--notes";
            var isKnown = isSwitch ? given is null : name is "--settings" or "--baseline" or "--write-baseline" or "--explain";
            var value = isSwitch ? "" : given ?? (rest.TryDequeue(out var next) ? next : null);
            if (!isKnown || value is null || !named.TryAdd(name, value))
            {
                throw Misunderstood($"'{arg}' is not understood");
            }
        }

        return Checked(named, targets);
    }

    private static LintArguments Checked(Dictionary<string, string> named, List<string> targets) => named switch
    {
        _ when named.ContainsKey("--json") && named.ContainsKey("--sarif") => throw Misunderstood("--json and --sarif exclude each other"),
        _ when named.ContainsKey("--explain") == targets is [_, ..] => throw Misunderstood("a path is missing, or stands beside --explain"),
        _ => new()
        {
            Format = named.ContainsKey("--json") ? LintFormat.Json : named.ContainsKey("--sarif") ? LintFormat.Sarif : LintFormat.Table,
            Notes = named.ContainsKey("--notes"),
            Settings = named.GetValueOrDefault("--settings"),
            Baseline = named.GetValueOrDefault("--baseline"),
            WriteBaseline = named.GetValueOrDefault("--write-baseline"),
            Explain = named.GetValueOrDefault("--explain"),
            Targets = targets,
        },
    };

    private static CannotStartException Misunderstood(string what) => CannotStartException.BadUsage($"{what}: {Help}");
}

internal enum LintFormat
{
    Table,
    Json,
    Sarif,
}
