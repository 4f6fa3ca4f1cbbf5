using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Puts an image at a tag in a file's bytes. No byte that is not part of a tag changes.</summary>
public sealed class ManifestEditor(IEnumerable<IFindPlaces> kinds)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly IFindPlaces[] kinds = [.. kinds];

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary><paramref name="tag"/> is one that a registry can have; anything else is a bug.</summary>
    public EditedManifest Edit(string file, ReadOnlyMemory<byte> content, ImageName image, string tag)
    {
        if (!ImageTag.IsOne(tag))
        {
            throw new ArgumentException($"'{tag}' cannot be a tag", nameof(tag));
        }

        var mark = content.Span.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
        if (TryDecode(content.Span[mark..]) is not { } text)
        {
            return new(content, [], Unreadable(file, content.Span, image));
        }

        var (places, unclear) = Find(file, text, image);
        var edited = new EditedManifest(content, places.ConvertAll(p => Bumped(p, tag)), unclear);
        return edited.IsChanged
            ? edited with { Content = (byte[])[.. content.Span[..mark], .. Strict.GetBytes(Splice(text, places, tag))] }
            : edited;
    }

    private static BumpedPlace Bumped(ImagePlace place, string tag) => new(
        place.File, place.Line, place.Column, place.Kind, place.Tag, tag, place.Workload, place.Container);

    private static string? TryDecode(ReadOnlySpan<byte> content)
    {
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads the file as well as it goes, only to know whether the image is concerned at all.</summary>
    private CannotTell[] Unreadable(string file, ReadOnlySpan<byte> content, ImageName image)
    {
        var encoding = content switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        var (places, unclear) = Find(file, encoding.GetString(content).TrimStart('\uFEFF'), image);
        int[] lines = [.. places.Select(p => p.Line), .. unclear.Select(u => u.Line)];
        return lines is [] ? [] : [new(file, lines.Min(), "the file is not UTF-8")];
    }

    private (List<ImagePlace> Places, List<CannotTell> Unclear) Find(string file, string text, ImageName image)
    {
        var sightings = Array.ConvertAll(kinds, kind => kind.Find(file, text, image));
        return (
            [.. sightings.SelectMany(s => s.Places).OrderBy(p => p.Start)],
            [.. sightings.SelectMany(s => s.Unclear).OrderBy(u => u.Line)]);
    }

    private static string Splice(string text, List<ImagePlace> places, string tag)
    {
        var result = new StringBuilder(text.Length + (places.Count * tag.Length));
        var copied = 0;
        foreach (var place in places)
        {
            result.Append(text, copied, place.Start - copied).Append(tag);
            copied = place.Start + place.Length;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
