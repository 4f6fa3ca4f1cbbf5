using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>What a new version means for one place.</summary>
internal sealed partial class PlaceChange(ImagePlace place, string tag, Digest? digest)
{
    public ImagePlace Place => place;

    /// <summary>Why the place cannot be put at the version; null if it can.</summary>
    public string? WhyNot => place switch
    {
        { Tag: null, Digest: not null } when digest is null => "it is pinned by digest, without a tag, and no new digest is given",
        { Tag.Text: var old, Digest: not null } when digest is null && old != tag =>
            "it is pinned by digest beside the tag, and no new digest is given",
        { IsBare: true, Tag.Text: var old } when IsNoText(tag) && !IsNoText(old) =>
            $"'{tag}' would be read as a number or the like there, because there are no quotes",
        _ => null,
    };

    /// <summary>What was there and what comes in its stead, tag and digest alike.</summary>
    public IEnumerable<(VersionText Old, string New)> Replacements
    {
        get
        {
            if (place.Tag is not null)
            {
                yield return (place.Tag, tag);
            }

            if (place.Digest is not null && digest is { } renewed)
            {
                yield return (place.Digest, renewed.ToString());
            }
        }
    }

    public BumpedPlace Bumped => new(
        place.File, place.Line, place.Column, place.Kind,
        Version(place.Tag?.Text, place.Digest?.Text),
        Version(place.Tag is null ? null : tag, place.Digest is null ? null : digest?.ToString() ?? place.Digest.Text),
        place.Workload, place.Container);

    private static string Version(string? tag, string? digest) => digest is null ? tag! : $"{tag}@{digest}";

    private static bool IsNoText(string tag) => NoText().IsMatch(tag);

    /// <summary>What YAML 1.1 or 1.2 reads as a number, a date, a truth value or nothing.</summary>
    [GeneratedRegex(
        @"\A([0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|" +
        @"[yY]|[nN]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoText();
}
