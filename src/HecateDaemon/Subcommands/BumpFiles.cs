using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Subcommands;

/// <summary>
/// <c>hecate-daemon bump</c>: puts an image at a version in files, without a daemon. If anything cannot be told,
/// nothing is written at all.
/// </summary>
internal static class BumpFiles
{
    private static readonly EnumerationOptions AllButLinks = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static int Run(BumpArguments asked)
    {
        using var services = new ServiceCollection().AddManifests().BuildServiceProvider();
        var editor = services.GetRequiredService<ManifestEditor>();
        try
        {
            return asked.IsPipe ? Pipe(asked, editor) : Edit(asked, editor);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hecate-daemon: {e.Message}");
            return ExitCodes.Unclear;
        }
    }

    private static int Pipe(BumpArguments asked, ManifestEditor editor)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        using var buffer = new MemoryStream();
        input.CopyTo(buffer);
        var before = buffer.ToArray();
        var edited = editor.Edit(asked.InputName, before, asked.Image, asked.Tag, asked.Digest);
        output.Write(edited.Unclear is [] ? edited.Content.Span : before);
        return Tell([edited], Console.Error);
    }

    private static int Edit(BumpArguments asked, ManifestEditor editor)
    {
        var edits = new List<FileEdit>();
        foreach (var path in asked.Paths.SelectMany(FilesBelow).Distinct(StringComparer.Ordinal))
        {
            var before = File.ReadAllBytes(path);
            var edited = editor.Edit(path.Replace('\\', '/'), before, asked.Image, asked.Tag, asked.Digest);
            if (edited is not { Places: [], Unclear: [] })
            {
                edits.Add(new(path, before, edited));
            }
        }

        // As bytes: the console's own encoding may be a lesser one.
        using var output = Console.OpenStandardOutput();
        var isClear = edits.TrueForAll(e => e.Edited.Unclear is []);
        foreach (var (path, before, edited) in edits.Where(e => isClear && e.Edited.IsChanged))
        {
            if (asked.Write)
            {
                File.WriteAllBytes(path, edited.Content.Span);
            }
            else
            {
                output.Write(UnifiedDiff.Of(path, before, edited.Content));
            }
        }

        // Without --write the standard output is a patch and nothing else.
        return Tell(edits.ConvertAll(e => e.Edited), asked.Write ? Console.Out : Console.Error);
    }

    private static IEnumerable<string> FilesBelow(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", AllButLinks).Where(f => !IsOfGit(Path.GetRelativePath(path, f))).Order(StringComparer.Ordinal)
        : [path];

    private static bool IsOfGit(string path) => path.Split(Path.DirectorySeparatorChar).Contains(".git");

    private static int Tell(IReadOnlyList<EditedManifest> edits, TextWriter places)
    {
        foreach (var place in edits.SelectMany(e => e.Places))
        {
            places.WriteLine($"{place.File}:{place.Line}:{place.Column}  {place.Kind}  {place.Old} -> {place.New}");
        }

        var unclear = edits.SelectMany(e => e.Unclear).ToList();
        unclear.ForEach(u => Console.Error.WriteLine($"{u.File}:{u.Line}: cannot tell: {u.Why}"));
        return unclear is [_, ..] ? ExitCodes.Unclear
            : edits.Any(e => e.Places is [_, ..]) ? ExitCodes.Ok
            : ExitCodes.Failed;
    }

    private sealed record FileEdit(string Path, byte[] Before, EditedManifest Edited);
}
