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

    /// <summary>
    /// A version with the <c>v</c> that the old tag has, and any other tag as it is. A number without a dot is a version only
    /// where the old one has none either: <c>20260301</c> is no successor of <c>v1.2</c>.
    /// </summary>
    internal static string InHabitOf(string? old, string tag) =>
        old is ['v', >= '0' and <= '9', ..] && tag is [>= '0' and <= '9', ..] && IsOne("v" + tag) &&
        (tag.Contains('.', StringComparison.Ordinal) || !old.Contains('.', StringComparison.Ordinal))
            ? "v" + tag
            : tag;
}
