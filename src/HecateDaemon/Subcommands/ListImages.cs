using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary><c>hecate-daemon images</c>: every place where an image's version stands, as a table or as JSON.</summary>
internal static class ListImages
{
    public const string Help = "hecate-daemon images [--json] PATH…   (or '-' with --as FILENAME)";

    public static int Run(IEnumerable<string> args)
    {
        var given = GivenArguments.Parse(args, ["--json"], ["--as"], Help);
        using var services = new ServiceCollection().AddManifests().BuildServiceProvider();
        var editor = services.GetRequiredService<ManifestEditor>();
        try
        {
            List<Sighting> seen = given.IsPipe ? [InInput(editor, given)]
                : [.. ManifestFiles.Below(given.Paths).AsParallel().AsOrdered().Select(path => In(editor, path))];
            return Tell(seen.SelectMany(s => s.Places), [.. seen.SelectMany(s => s.Unclear)], given.Has("--json"));
        }
        catch (Exception e) when (CauseOf(e) is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hecate-daemon: {CauseOf(e).Message}");
            return ExitCodes.Unclear;
        }
    }

    private static Exception CauseOf(Exception e) => e is AggregateException { InnerExceptions: [var first, ..] } ? first : e;

    private static Sighting InInput(ManifestEditor editor, GivenArguments given) =>
        editor.FindAll(given["--as"] ?? BumpFiles.InputName, ManifestFiles.ReadInput());

    private static Sighting In(ManifestEditor editor, string path) => ManifestFiles.Read(path) is { } content
        ? editor.FindAll(path.Replace('\\', '/'), content)
        : new([], [ManifestFiles.TooLong(path)]);

    private static int Tell(IEnumerable<ImagePlace> found, List<CannotTell> unclear, bool asJson)
    {
        List<FoundPlace> places = [.. found.Select(FoundPlace.Of)];
        if (asJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new(places, UnclearPlace.Of(unclear)), SubcommandJson.Default.ImagesAnswer));
        }
        else
        {
            WriteTable([["PLACE", "KIND", "IMAGE", "TAG", "DIGEST"], .. places.Select(Row)]);
            unclear.ForEach(u => Console.Error.WriteLine($"{u.File}:{u.Line}: cannot tell: {u.Why}"));
        }

        return (places, unclear) switch
        {
            (_, [_, ..]) => ExitCodes.Unclear,
            ([], _) => ExitCodes.Failed,
            _ => ExitCodes.Ok,
        };
    }

    private static string[] Row(FoundPlace place) =>
        [$"{place.File}:{place.Line}:{place.Column}", place.Kind, place.Image, place.Tag ?? "-", place.Digest ?? "-"];

    private static void WriteTable(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
