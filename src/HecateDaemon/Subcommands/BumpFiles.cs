using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary>
/// <c>hecate-daemon bump</c>: puts an image at a version in files, without a daemon. If anything cannot be told,
/// nothing is written at all.
/// </summary>
internal static class BumpFiles
{
    public const string InputName = "stdin.yaml";

    public static int Run(BumpArguments asked)
    {
        using var services = new ServiceCollection().AddManifests().BuildServiceProvider();
        var editor = services.GetRequiredService<ManifestEditor>();
        try
        {
            return asked.Given.IsPipe ? Pipe(asked, editor) : Edit(asked, editor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hecate-daemon: {e.Message}");
            return ExitCodes.Unclear;
        }
    }

    private static int Pipe(BumpArguments asked, ManifestEditor editor)
    {
        var before = ManifestFiles.ReadInput();
        var edited = Edit(asked, editor, asked.Given["--as"] ?? InputName, before);
        using var output = Console.OpenStandardOutput();
        output.Write(edited.Unclear is [] ? edited.Content.Span : before);
        return Tell([edited], Console.Error);
    }

    private static int Edit(BumpArguments asked, ManifestEditor editor)
    {
        var edits = new List<FileEdit>();
        foreach (var path in ManifestFiles.Below(asked.Given.Paths))
        {
            var before = ManifestFiles.Read(path);
            var edited = before is null
                ? new EditedManifest(before, [], [ManifestFiles.TooLong(path)])
                : Edit(asked, editor, path.Replace('\\', '/'), before);
            if (edited is not { Places: [], Unclear: [] })
            {
                edits.Add(new(path, before, edited));
            }
        }

        var isClear = edits.TrueForAll(e => e.Edited.Unclear is []);
        Deliver(edits.FindAll(e => isClear && e.Edited.IsChanged), asked);
        if (asked.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(Answer(edits, asked.Write && isClear), SubcommandJson.Default.BumpAnswer));
            return ExitCode(edits.ConvertAll(e => e.Edited));
        }

        // Without --write the standard output is a patch and nothing else.
        return Tell(edits.ConvertAll(e => e.Edited), asked.Write ? Console.Out : Console.Error);
    }

    private static EditedManifest Edit(BumpArguments asked, ManifestEditor editor, string name, byte[] before) =>
        editor.Edit(name, before, asked.Image, asked.Tag, asked.Digest, keepsHabit: true);

    private static void Deliver(List<FileEdit> changed, BumpArguments asked)
    {
        // As bytes: the console's own encoding may be a lesser one.
        using var output = Console.OpenStandardOutput();
        foreach (var (path, before, edited) in changed)
        {
            if (asked.Write)
            {
                ManifestFiles.Replace(path, edited.Content);
            }
            else if (!asked.Json)
            {
                output.Write(UnifiedDiff.Of(path, before, edited.Content));
            }
        }
    }

    private static BumpAnswer Answer(List<FileEdit> edits, bool written) => new(
        written,
        [.. edits.SelectMany(e => e.Edited.Places).Select(p => new ChangedPlace(p.File, p.Line, p.Column, p.Kind, p.Old, p.New))],
        [.. edits.SelectMany(e => e.Edited.OtherFlavours).Select(FoundPlace.Of)],
        UnclearPlace.Of(edits.SelectMany(e => e.Edited.Unclear)));

    private static int Tell(IReadOnlyList<EditedManifest> edits, TextWriter places)
    {
        foreach (var place in edits.SelectMany(e => e.Places))
        {
            places.WriteLine($"{place.File}:{place.Line}:{place.Column}  {place.Kind}  {place.Old} -> {place.New}");
        }

        foreach (var place in edits.SelectMany(e => e.OtherFlavours))
        {
            places.WriteLine($"{place.File}:{place.Line}:{place.Column}  {place.Kind}  {place.Tag!.Text} is left alone: another flavour");
        }

        foreach (var unclear in edits.SelectMany(e => e.Unclear))
        {
            Console.Error.WriteLine($"{unclear.File}:{unclear.Line}: cannot tell: {unclear.Why}");
        }

        return ExitCode(edits);
    }

    private static int ExitCode(IReadOnlyList<EditedManifest> edits) =>
        edits.Any(e => e.Unclear is [_, ..]) ? ExitCodes.Unclear
        : edits.Any(e => e.Places is [_, ..]) ? ExitCodes.Ok
        : ExitCodes.Failed;

    private sealed record FileEdit(string Path, ReadOnlyMemory<byte> Before, EditedManifest Edited);
}
