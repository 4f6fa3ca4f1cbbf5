using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>What <c>hecate-daemon bump</c> was asked for. The path <c>-</c> is the standard input.</summary>
internal sealed record BumpArguments(ImageName Image, string Tag, Digest? Digest, bool Write, string InputName, IReadOnlyList<string> Paths)
{
    public const string Help =
        "hecate-daemon bump --image REPO --to VERSION [--digest sha256:…] [--write] PATH…   (or '-' with --as FILENAME)";

    public bool IsPipe => Paths is ["-"];

    public static BumpArguments Parse(IEnumerable<string> args)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = new List<string>();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            if (arg == "-" || !arg.StartsWith('-'))
            {
                paths.Add(arg);
                continue;
            }

            var (name, given) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
            var isKnown = name is "--write" ? given is null : name is "--image" or "--to" or "--digest" or "--as";
            var value = name is "--write" ? "" : given ?? (rest.TryDequeue(out var next) ? next : null);
            if (!isKnown || value is null || !named.TryAdd(name, value))
            {
                throw Misunderstood($"'{arg}' is not understood");
            }
        }

        return Checked(named, paths);
    }

    private static BumpArguments Checked(Dictionary<string, string> named, List<string> paths)
    {
        var digest = default(Digest);
        return 0 switch
        {
            _ when !ImageName.TryParse(named.GetValueOrDefault("--image"), out _) => throw Misunderstood($"--image needs {ImageName.Grammar}"),
            _ when !ImageTag.IsOne(named.GetValueOrDefault("--to")) => throw Misunderstood("--to needs a tag"),
            _ when named.TryGetValue("--digest", out var text) && !Lifecycle.Values.Digest.TryParse(text, out digest) =>
                throw Misunderstood($"--digest needs {Lifecycle.Values.Digest.Grammar}"),
            _ when paths is [] => throw Misunderstood("a path is missing"),
            _ when paths.Contains("-") && (paths.Count > 1 || named.ContainsKey("--write")) =>
                throw Misunderstood("'-' stands alone and is not written to"),
            _ => new(
                ImageName.Parse(named["--image"]), named["--to"], named.ContainsKey("--digest") ? digest : null,
                named.ContainsKey("--write"), named.GetValueOrDefault("--as", "stdin.yaml"), paths),
        };
    }

    private static CannotStartException Misunderstood(string what) => CannotStartException.BadUsage($"{what}: {Help}");
}
