using System.Buffers;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// The shape of a tag, as the distribution reference grammar has it. No such text needs quotes in YAML or JSON.
/// </summary>
public static class ImageTag
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    public static bool IsOne(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && text[0] is not ('.' or '-') && !text.ContainsAnyExcept(Allowed);
}
