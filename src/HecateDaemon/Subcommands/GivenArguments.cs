namespace HecateDaemon.Subcommands;

/// <summary>The options and paths that a subcommand was given. A flag has no value; every option stands once.</summary>
internal sealed class GivenArguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> paths = [];
    private readonly string help;

    private GivenArguments(string help) => this.help = help;

    /// <summary>The path <c>-</c> is the standard input, and stands alone.</summary>
    public IReadOnlyList<string> Paths => paths;

    public bool IsPipe => paths is ["-"];

    public string? this[string option] => options.GetValueOrDefault(option);

    public static GivenArguments Parse(IEnumerable<string> args, string[] flags, string[] valued, string help)
    {
        var given = new GivenArguments(help);
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            if (arg == "-" || !arg.StartsWith('-'))
            {
                given.paths.Add(arg);
                continue;
            }

            var (name, said) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
            var isFlag = flags.Contains(name, StringComparer.Ordinal);
            var isKnown = isFlag ? said is null : valued.Contains(name, StringComparer.Ordinal);
            var value = isFlag ? "" : said ?? (rest.TryDequeue(out var next) ? next : null);
            if (!isKnown || value is null || !given.options.TryAdd(name, value))
            {
                throw given.Misunderstood($"'{arg}' is not understood");
            }
        }

        return given.paths switch
        {
            [] => throw given.Misunderstood("a path is missing"),
            [_, _, ..] when given.paths.Contains("-") => throw given.Misunderstood("'-' stands alone"),
            _ => given,
        };
    }

    public bool Has(string option) => options.ContainsKey(option);

    public CannotStartException Misunderstood(string what) => CannotStartException.BadUsage($"{what}: {help}");
}
