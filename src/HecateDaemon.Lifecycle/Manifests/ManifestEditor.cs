using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>Puts an image at a version in a file's bytes. No byte that is not part of a tag or digest changes.</summary>
public sealed class ManifestEditor(IEnumerable<IFindPlaces> kinds)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly IFindPlaces[] kinds = [.. kinds];

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The tag is written as it is given; for the rest see the other way to call it.</summary>
    public EditedManifest Edit(string file, ReadOnlyMemory<byte> content, ImageName image, string tag, Digest? digest) =>
        Edit(file, content, image, tag, digest, keepsHabit: false);

    /// <summary>
    /// <paramref name="tag"/> is one that a registry can have; anything else is a bug. A digest is written only where
    /// one stands already; without a new one, the place is unclear. Whoever <paramref name="keepsHabit"/> has a version
    /// such as <c>1.2.3</c> written as <c>v1.2.3</c> where the tag that stands there has a <c>v</c>.
    /// </summary>
    public EditedManifest Edit(
        string file, ReadOnlyMemory<byte> content, ImageName image, string tag, Digest? digest, bool keepsHabit)
    {
        if (!ImageTag.IsOne(tag))
        {
            throw new ArgumentException($"'{tag}' cannot be a tag", nameof(tag));
        }

        var sighting = Find(file, content, image);
        var flavours = sighting.Places.ToLookup(p => p.Tag is null || TagFlavour.IsSame(p.Tag.Text, tag));

        // Where one place has the wanted tag's flavour, those of others follow releases of their own.
        var isSplit = flavours[true].Any(p => p.Tag is not null);
        var changes = (isSplit ? flavours[true] : sighting.Places)
            .Select(place => new PlaceChange(place, keepsHabit ? ImageTag.InHabitOf(place.Tag?.Text, tag) : tag, digest))
            .ToLookup(c => c.WhyNot is null);
        var edited = new EditedManifest(
            content,
            [.. changes[true].Select(c => c.Bumped)],
            [
                .. sighting.Unclear
                    .Concat(changes[false].Select(c => new CannotTell(file, c.Place.Line, c.WhyNot!)))
                    .OrderBy(u => u.Line),
            ])
        {
            OtherFlavours = isSplit ? [.. flavours[false]] : [],
        };
        return edited.IsChanged ? edited with { Content = Splice(content.Span, changes[true]) } : edited;
    }

    /// <summary>Every place of the image in the file, in the order of the text, and what cannot be told.</summary>
    public Sighting Find(string file, ReadOnlyMemory<byte> content, ImageName image) => FindAny(file, content, image);

    /// <summary>The same for all images.</summary>
    public Sighting FindAll(string file, ReadOnlyMemory<byte> content) => FindAny(file, content, image: null);

    private static int MarkLength(ReadOnlySpan<byte> content) => content.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;

    private Sighting FindAny(string file, ReadOnlyMemory<byte> content, ImageName? image)
    {
        var isPossible = ManifestText.IsLookedAt(file) && (image is { } sought
            ? ImageMention.IsPossibleIn(content.Span, sought)
            : ImageMention.IsAnyPossibleIn(content.Span));
        if (!isPossible)
        {
            return Sighting.Nothing;
        }

        try
        {
            return Find(file, Strict.GetString(content.Span[MarkLength(content.Span)..]), image);
        }
        catch (DecoderFallbackException)
        {
            return new([], Unreadable(file, content.Span, image));
        }
    }

    /// <summary>Reads the file as well as it goes, only to know whether the image is concerned at all.</summary>
    private CannotTell[] Unreadable(string file, ReadOnlySpan<byte> content, ImageName? image)
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

    /// <summary>What several kinds find is counted once, for the kind that comes first.</summary>
    private Sighting Find(string file, string text, ImageName? image)
    {
        var manifest = new ManifestText(file, text);
        var sightings = Array.ConvertAll(kinds, kind => kind.Find(manifest, image));
        var places = sightings.SelectMany(s => s.Places)
            .GroupBy(p => p.Tag?.Start ?? p.Digest!.Start)
            .OrderBy(p => p.Key)
            .Select(same => same.FirstOrDefault(p => p.Digest is not null) ?? same.First())
            .ToList();
        var unclear = sightings.SelectMany(s => s.Unclear).Distinct().ToList();
        return new(places, [.. unclear.Concat(BesideActions(manifest, image, places, unclear)).OrderBy(u => u.Line)]);
    }

    /// <summary>In a template, mentions of the image that are no places, and might be if one knew what the actions yield.</summary>
    private static IEnumerable<CannotTell> BesideActions(
        ManifestText manifest, ImageName? image, List<ImagePlace> places, List<CannotTell> unclear) =>
        image is { } sought && manifest is { IsStructured: true, Documents: { Fault: null, Seen: var seen } } && seen != manifest.Text
            ? ImageMention.LinesBesideActions(manifest.Text, seen, sought)
                .Except([.. places.Select(p => p.Line), .. unclear.Select(u => u.Line)])
                .Select(line => new CannotTell(manifest.File, line, "a template's action stands in the image's line"))
            : [];

    private static byte[] Splice(ReadOnlySpan<byte> content, IEnumerable<PlaceChange> changes)
    {
        var mark = MarkLength(content);
        var text = Strict.GetString(content[mark..]);
        var result = new StringBuilder(text.Length);
        var copied = 0;

        // Two places may share one digest.
        var replacements = changes.SelectMany(c => c.Replacements).DistinctBy(r => r.Old.Start).OrderBy(r => r.Old.Start);
        foreach (var (old, wanted) in replacements)
        {
            result.Append(text, copied, old.Start - copied).Append(wanted);
            copied = old.Start + old.Text.Length;
        }

        result.Append(text, copied, text.Length - copied);
        return [.. content[..mark], .. Strict.GetBytes(result.ToString())];
    }
}
