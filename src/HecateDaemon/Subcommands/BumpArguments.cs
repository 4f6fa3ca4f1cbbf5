using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Subcommands;

/// <summary>What <c>hecate-daemon bump</c> was asked for.</summary>
internal sealed record BumpArguments(ImageName Image, string Tag, Digest? Digest, GivenArguments Given)
{
    public const string Help =
        "hecate-daemon bump --image REPO --to VERSION [--digest sha256:…] [--write] [--json] PATH…   (or '-' with --as FILENAME)";

    public bool Write => Given.Has("--write");

    public bool Json => Given.Has("--json");

    public static BumpArguments Parse(IEnumerable<string> args)
    {
        var given = GivenArguments.Parse(args, ["--write", "--json"], ["--image", "--to", "--digest", "--as"], Help);
        if (!ImageName.TryParse(given["--image"], out var image))
        {
            throw given.Misunderstood($"--image needs {ImageName.Grammar}");
        }

        if (given["--to"] is not { } tag || !ImageTag.IsOne(tag))
        {
            throw given.Misunderstood("--to needs a tag");
        }

        var digest = default(Digest);
        if (given["--digest"] is { } text && !Lifecycle.Values.Digest.TryParse(text, out digest))
        {
            throw given.Misunderstood($"--digest needs {Lifecycle.Values.Digest.Grammar}");
        }

        var asked = new BumpArguments(image, tag, given.Has("--digest") ? digest : null, given);
        return given.IsPipe && (asked.Write || asked.Json)
            ? throw given.Misunderstood("'-' gives the file back, and nothing else")
            : asked;
    }
}
