using System.Buffers;
using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Looks for an image's name in text whose structure is not, or not yet, known.</summary>
public static class ImageMention
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>What every place of any image has in its text, by key, by section or by digest.</summary>
    private static readonly SearchValues<string> Signs = SearchValues.Create(["image", "repository", "@sha256:"], StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// False only if no reading of the bytes as YAML or JSON can yield the image: its last path segment is not there,
    /// and neither is a backslash, by which an escape could hide it, nor the mark of an encoding that would. Of any image,
    /// nothing is known before the text is.
    /// </summary>
    public static bool IsPossibleIn(ReadOnlySpan<byte> content, ImageName? image) =>
        image is not { Repository: var name } ||
        content.IndexOf(Encoding.UTF8.GetBytes(name[(name.LastIndexOf('/') + 1)..])) >= 0 ||
        content.Contains((byte)'\\') ||
        content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>The same of a text.</summary>
    public static bool IsPossibleIn(string text, ImageName? image) =>
        image is not null || text.AsSpan().ContainsAny(Signs) || text.Contains('\\', StringComparison.Ordinal);

    /// <summary>
    /// The line, counted from 1, where the image's repository is first mentioned, under whatever registry; or null.
    /// </summary>
    public static int? FirstLineIn(string text, ImageName? image) =>
        (image is { } sought ? In(text, sought) : AnyIn(text)).Select(start => (int?)LineOf(text, start)).FirstOrDefault();

    /// <summary>
    /// The lines where a template's action may change what a mention of the image means: it is within one, or behind
    /// one in the same line, and not in a comment.
    /// </summary>
    public static IEnumerable<int> LinesBesideActions(string text, string covered, ImageName image) =>
        from start in In(text, image)
        let line = covered.AsMemory((covered.LastIndexOf('\n', start) + 1)..start)
        where covered[start] != text[start] ? !IsInComment(text, start) : IsBehindAction(line.Span)
        select LineOf(text, start);

    private static IEnumerable<int> AnyIn(string text) => text.AsSpan().IndexOfAny(Signs) is >= 0 and var start ? [start] : [];

    private static IEnumerable<int> In(string text, ImageName image)
    {
        var name = Familiar(image);
        for (var start = 0; (start = text.IndexOf(name, start, StringComparison.Ordinal)) >= 0; start++)
        {
            var end = start + name.Length;
            if (!Continues(text, start - 1) && !Continues(text, end) && !IsAt(text, end, '/'))
            {
                yield return start;
            }
        }
    }

    private static int LineOf(string text, int start) => text.AsSpan(0, start).Count('\n') + 1;

    private static bool IsInComment(string text, int start) => TemplateMask.OpenerBefore(text, start).TrimStart("{- ") is ['/', '*', ..] or ['#', ..];

    private static bool IsBehindAction(ReadOnlySpan<char> line) =>
        line.Contains(TemplateMask.Mark) && !line.TrimStart().StartsWith('#') && !line.Contains(" #", StringComparison.Ordinal);

    /// <summary>The repository as people write it: Docker Hub's own images go without <c>library/</c>.</summary>
    private static string Familiar(ImageName image) =>
        image is { Registry: "docker.io" } && image.Repository.StartsWith("library/", StringComparison.Ordinal)
            ? image.Repository["library/".Length..]
            : image.Repository;

    private static bool Continues(string text, int index) =>
        index >= 0 && index < text.Length && NameCharacters.Contains(text[index]);

    private static bool IsAt(string text, int index, char wanted) => index < text.Length && text[index] == wanted;
}
