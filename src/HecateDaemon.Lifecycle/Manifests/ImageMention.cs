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
    private static readonly string[] Signs = ["mage", "MAGE", "repository", "@sha256:"];

    private static readonly SearchValues<string> AnySign = SearchValues.Create(Signs, StringComparison.Ordinal);

    /// <summary>
    /// False only if no reading of the bytes as YAML or JSON can yield the image: its last path segment is not there,
    /// and neither is an escape by which it could be written, nor the mark of an encoding that would hide it.
    /// </summary>
    public static bool IsPossibleIn(ReadOnlySpan<byte> content, ImageName image)
    {
        var segment = image.Repository[(image.Repository.LastIndexOf('/') + 1)..];
        Span<byte> sought = stackalloc byte[segment.Length];
        Encoding.ASCII.GetBytes(segment, sought);
        return content.IndexOf(sought) >= 0 ||
            MayBeHiddenIn(content, [segment]);
    }

    /// <summary>The same for any image at all.</summary>
    public static bool IsAnyPossibleIn(ReadOnlySpan<byte> content) =>
        content.IndexOf("mage"u8) >= 0 || content.IndexOf("MAGE"u8) >= 0 ||
        content.IndexOf("repository"u8) >= 0 || content.IndexOf("@sha256:"u8) >= 0 ||
        MayBeHiddenIn(content, Signs);

    /// <summary>
    /// The line, counted from 1, where the image's repository is first mentioned, under whatever registry; or null.
    /// </summary>
    public static int? FirstLineIn(string text, ImageName? image) =>
        (image is { } sought ? In(text, sought) : AnyIn(text)).Select(start => (int?)LineOf(text, start)).FirstOrDefault();

    /// <summary>
    /// The lines where a template's action may change what a mention of the image means: it is within one, or behind
    /// one in the same line, and not in a comment.
    /// </summary>
    public static IEnumerable<int> LinesBesideActions(string text, string covered, ImageName image)
    {
        var (line, read) = (1, 0);
        var (hasAction, hasComment) = (false, false);
        foreach (var start in In(text, image))
        {
            // From mention to mention, and never back: a line can be as long as the file.
            var between = covered.AsSpan(read, start - read);
            if (between.LastIndexOf('\n') is var end && (end >= 0 || read == 0))
            {
                line += between.Count('\n');
                between = between[(end + 1)..];
                (hasAction, hasComment) = (false, between.TrimStart() is ['#', ..]);
            }

            hasAction |= between.Contains(TemplateMask.Mark);
            hasComment |= between.Contains(" #", StringComparison.Ordinal);
            if (covered[start] != text[start] ? !TemplateMask.IsInComment(text, start) : hasAction && !hasComment)
            {
                yield return line;
            }

            read = start;
        }
    }

    /// <summary>True if some image may stand in the text as it is.</summary>
    internal static bool IsAnyIn(string text) => text.AsSpan().ContainsAny(AnySign);

    private static IEnumerable<int> AnyIn(string text) => text.AsSpan().IndexOfAny(AnySign) is >= 0 and var start ? [start] : [];

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

    /// <summary>The repository as people write it: Docker Hub's own images go without <c>library/</c>.</summary>
    private static string Familiar(ImageName image) =>
        image is { Registry: "docker.io" } && image.Repository.StartsWith("library/", StringComparison.Ordinal)
            ? image.Repository["library/".Length..]
            : image.Repository;

    private static bool MayBeHiddenIn(ReadOnlySpan<byte> content, ReadOnlySpan<string> words) =>
        content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ||
        (content.Contains((byte)'\\') &&
            EscapedText.MayHide(Encoding.Latin1.GetString(content), SearchValues.Create(words, StringComparison.Ordinal)));

    private static bool Continues(string text, int index) =>
        index >= 0 && index < text.Length && NameCharacters.Contains(text[index]);

    private static bool IsAt(string text, int index, char wanted) => index < text.Length && text[index] == wanted;
}
