using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Subcommands;

/// <summary>What <c>hecate-daemon release</c> was asked for.</summary>
internal sealed record ReleaseArguments(string Verb, string Repository)
{
    public const string Help = "hecate-daemon release check|next|notes|prepare [OPTIONS] REPOSITORY (see hecate-daemon --help)";

    private const string VersionFile = "--version-file";

    private static readonly string[] Flags = ["--all", "--json", "--write", "--commit"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["check"] = ["--tag", "--all", "--json", "--tag-prefix", "--zero", VersionFile],
        ["next"] = ["--component", "--tag-prefix", "--zero"],
        ["notes"] = ["--tag", "--version", "--component", "--tag-prefix", "--zero"],
        ["prepare"] = ["--version", "--component", "--tag-prefix", "--write", "--commit", "--tag", VersionFile],
    };

    public string? Tag { get; init; }

    public bool All { get; init; }

    public bool Json { get; init; }

    public string? TagPrefix { get; init; }

    /// <summary>Of a monorepo; empty for the repository itself.</summary>
    public string Component { get; init; } = "";

    public string? Version { get; init; }

    public bool Write { get; init; }

    public bool Commit { get; init; }

    public bool MakeTag { get; init; }

    public ZeroRule Zero { get; init; }

    /// <summary>The files that are looked at, also those that were named.</summary>
    public ReleaseFiles Files { get; init; } = ReleaseFiles.Usual;

    public static ReleaseArguments Parse(IReadOnlyList<string> args)
    {
        if (args is not [var verb, ..] || !Allowed.TryGetValue(verb, out var allowed))
        {
            throw Misunderstood("a verb is missing");
        }

        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var patterns = new List<VersionFilePattern>();
        var paths = new List<string>();
        var rest = new Queue<string>(args.Skip(1));
        while (rest.TryDequeue(out var arg))
        {
            if (!arg.StartsWith('-'))
            {
                paths.Add(arg);
                continue;
            }

            var (name, given) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
            var isFlag = name is "--tag" ? verb is "prepare" : Flags.Contains(name, StringComparer.Ordinal);
            var value = isFlag ? "" : given ?? (rest.TryDequeue(out var next) ? next : null);
            if (!allowed.Contains(name, StringComparer.Ordinal) || value is null || (isFlag && given is not null) || !(name is VersionFile || named.TryAdd(name, value)))
            {
                throw Misunderstood($"'{arg}' is not understood");
            }

            if (name is VersionFile)
            {
                patterns.Add(Pattern(value));
            }
        }

        return paths is [var only] ? Checked(verb, only, named) with { Files = new(patterns) } : throw Misunderstood("one repository is needed");
    }

    private static VersionFilePattern Pattern(string given) =>
        given.Split('=', 2) is [var path, var pattern] && VersionFilePattern.TryParse(path, pattern, out var parsed) ? parsed
            : throw Misunderstood($"{VersionFile} needs GLOB=PATTERN, the pattern being {VersionFilePattern.Grammar}");

    private static ReleaseArguments Checked(string verb, string repository, Dictionary<string, string> named)
    {
        var zero = ZeroRule.Cautious;
        if (named.TryGetValue("--zero", out var rule) && (!Enum.TryParse(rule, ignoreCase: true, out zero) || !Enum.IsDefined(zero)))
        {
            throw Misunderstood("--zero needs cautious, strict or free");
        }

        if (named.ContainsKey("--all") && named.ContainsKey("--tag"))
        {
            throw Misunderstood("--all and --tag exclude each other");
        }

        if (verb is "prepare" && ((named.ContainsKey("--commit") && !named.ContainsKey("--write")) || (named.ContainsKey("--tag") && !named.ContainsKey("--commit"))))
        {
            throw Misunderstood("--commit needs --write, and --tag needs --commit");
        }

        return new(verb, repository)
        {
            Tag = named.GetValueOrDefault("--tag"),
            All = named.ContainsKey("--all"),
            Json = named.ContainsKey("--json"),
            TagPrefix = named.GetValueOrDefault("--tag-prefix"),
            Component = named.GetValueOrDefault("--component") ?? TagName.ComponentOf(named.GetValueOrDefault("--tag-prefix") ?? ""),
            Version = named.GetValueOrDefault("--version"),
            Write = named.ContainsKey("--write"),
            Commit = named.ContainsKey("--commit"),
            MakeTag = named.ContainsKey("--tag"),
            Zero = zero,
        };
    }

    private static CannotStartException Misunderstood(string what) => CannotStartException.BadUsage($"{what}: {Help}");
}
