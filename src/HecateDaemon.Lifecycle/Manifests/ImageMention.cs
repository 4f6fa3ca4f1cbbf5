using System.Buffers;
using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Looks for an image's name in text whose structure is not, or not yet, known.</summary>
internal static class ImageMention
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>
    /// False only if no reading of the bytes as YAML or JSON can yield the image: its last path segment is not there,
    /// and neither is a backslash, by which an escape could hide it, nor the mark of an encoding that would.
    /// </summary>
    public static bool IsPossibleIn(ReadOnlySpan<byte> content, ImageName image) =>
        content.IndexOf(Encoding.UTF8.GetBytes(image.Repository[(image.Repository.LastIndexOf('/') + 1)..])) >= 0 ||
        content.Contains((byte)'\\') ||
        content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>
    /// The line, counted from 1, where the image's repository is first mentioned, under whatever registry; or null.
    /// </summary>
    public static int? FirstLineIn(string text, ImageName image)
    {
        var name = Familiar(image);
        for (var start = 0; (start = text.IndexOf(name, start, StringComparison.Ordinal)) >= 0; start++)
        {
            var end = start + name.Length;
            if (!Continues(text, start - 1) && !Continues(text, end) && !IsAt(text, end, '/'))
            {
                return text.AsSpan(0, start).Count('\n') + 1;
            }
        }

        return null;
    }

    /// <summary>The repository as people write it: Docker Hub's own images go without <c>library/</c>.</summary>
    private static string Familiar(ImageName image) =>
        image is { Registry: "docker.io" } && image.Repository.StartsWith("library/", StringComparison.Ordinal)
            ? image.Repository["library/".Length..]
            : image.Repository;

    private static bool Continues(string text, int index) =>
        index >= 0 && index < text.Length && NameCharacters.Contains(text[index]);

    private static bool IsAt(string text, int index, char wanted) => index < text.Length && text[index] == wanted;
}
