using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>What one kind of place comes across in one file: it judges what is written there, and collects.</summary>
internal sealed class Findings(string kind, ManifestText manifest, ImageName? image)
{
    private readonly List<ImagePlace> places = [];
    private readonly List<CannotTell> unclear = [];

    public Sighting Sighting => new(places, unclear);

    public static bool IsVariable(string text) => text.AsSpan().ContainsAny('$', '{', TemplateMask.Mark);

    public bool IsOurs(string name) => ImageName.TryParse(name, out var parsed) && (image is null || parsed == image);

    public bool IsMentionedIn(string text) => image is not { } sought || ImageMention.FirstLineIn(text, sought) is not null;

    /// <summary>True if the name is all of the image's but its registry.</summary>
    public bool IsOursElsewhere(string name) => image?.Repository == name;

    /// <summary>True if a policy is named as the image's last segments are.</summary>
    public bool IsNamedLikeOurs(string policy) =>
        image is { } sought && ("/" + sought.Repository).EndsWith("/" + policy, StringComparison.Ordinal);

    public void AddUnclear(int line, string why) => unclear.Add(new(manifest.File, line, why));

    /// <summary>The documents of a YAML or JSON file; none if it has another name or cannot be read.</summary>
    public IReadOnlyList<SourceNode> ReadDocuments()
    {
        if (!manifest.IsStructured)
        {
            return [];
        }

        var (roots, fault, _) = manifest.Documents;
        if (fault is not null && ImageMention.FirstLineIn(manifest.Text, image) is { } line)
        {
            AddUnclear(line, fault);
        }

        return roots;
    }

    /// <summary>A whole image, <c>name[:tag][@digest]</c>, in one scalar.</summary>
    public void AddImage(SourceNode.Scalar scalar, Workload? workload, string? container)
    {
        var written = ImageText.Cut(scalar.Value);
        if (IsOurs(written.Name))
        {
            Add(written.Name, scalar, written, scalar, workload, container);
        }
        else if (IsVariable(scalar.Value) && IsMentionedIn(scalar.Value))
        {
            AddUnclear(scalar.Line, $"'{Quoted(scalar)}' has a variable in the image's name");
        }
    }

    /// <summary>A whole image, with the name before it that it replaces: <c>app=ghcr.io/org/app:1.2.3</c>.</summary>
    public void AddRenamed(SourceNode.Scalar scalar)
    {
        var written = ImageText.Cut(scalar.Value);
        var name = written.Name[(written.Name.IndexOf('=', StringComparison.Ordinal) + 1)..];
        if (IsOurs(name))
        {
            Add(name, scalar, written, scalar, workload: null, container: null);
        }
    }

    /// <summary>
    /// A version whose image's name stands elsewhere: <c>tag</c> or <c>tag@digest</c>, and a digest of its own. The name may stand
    /// before it too.
    /// </summary>
    public void AddVersion(string name, SourceNode.Scalar? tag, SourceNode.Scalar? digest)
    {
        var written = tag is null ? new ImageText("", null, null)
            : ImageText.Cut(tag.Value) is var whole && whole.Name == name && whole.Name != tag.Value ? whole
            : ImageText.CutTag(tag.Value);
        if (digest is null)
        {
            Add(name, tag, written, tag, workload: null, container: null);
        }
        else if (written.Digest is null)
        {
            Add(name, tag, written with { Digest = digest.Value }, digest, workload: null, container: null);
        }
        else
        {
            AddUnclear(tag!.Line, "a digest stands in the tag and another one beside it");
        }
    }

    private void Add(
        string name, SourceNode.Scalar? tagged, ImageText written, SourceNode.Scalar? digested, Workload? workload, string? container)
    {
        var first = (tagged ?? digested)!;
        if (written is { Tag: null, Digest: null })
        {
            // No version stands there, so none can be put in its stead: what sets it is elsewhere, or nothing does.
            return;
        }

        var isWhole = written.Tag is not null && tagged!.Value == written.Tag;
        if (WhyNot(Quoted(first), written, isWhole) is { } why)
        {
            AddUnclear(first.Line, why);
            return;
        }

        if (new[] { tagged, digested }.Any(s => s is not null && !IsAsMeant(s)))
        {
            AddUnclear(first.Line, $"'{Quoted(first)}' is written with escapes or over several lines");
            return;
        }

        var tagText = written.Tag is null ? null : new VersionText(Position(tagged!, written.TagStart), written.Tag);
        var digestText = written.Digest is { } digest
            ? new VersionText(Position(digested!, digested!.Value.Length - digest.Length), digest)
            : null;
        var start = (tagText ?? digestText)!.Start;
        places.Add(new ImagePlace
        {
            File = manifest.File,
            Line = first.EndLine,
            Column = first.EndColumn - (first.End - start),
            Image = name,
            Kind = kind,
            Tag = tagText,
            Digest = digestText,
            IsBare = tagText?.Text == first.Value && IsBare(first),
            Workload = workload,
            Container = container,
        });
    }

    /// <summary>What no registry can have for a tag is still what has to go, where it is a whole value: a branch with its slash, a build behind a '+'.</summary>
    private static string? WhyNot(string all, ImageText written, bool isWhole) => written switch
    {
        { Tag: "", Digest: null } => "no version stands there",
        { Tag: not null, Digest: { } digest } when !Digest.TryParse(digest, out _) =>
            $"it is pinned by digest beside the tag, and '{digest}' cannot be renewed",
        { Digest: { } digest } when !Digest.TryParse(digest, out _) =>
            $"it is pinned by digest, without a tag, and '{digest}' cannot be renewed",
        { Tag: { } tag } when !ImageTag.IsOne(isWhole ? tag.Replace('/', '-').Replace('+', '-') : tag) => $"the tag is not a plain one: '{all}'",
        _ => null,
    };

    /// <summary>What the scalar means; in a template, what stands there.</summary>
    private string Quoted(SourceNode.Scalar scalar) =>
        scalar.Value.Contains(TemplateMask.Mark, StringComparison.Ordinal) ? SourceOf(scalar).Trim("\"'").ToString() : scalar.Value;

    /// <summary>Counted back from the scalar's end: anchor and tag may stand before it.</summary>
    private int Position(SourceNode.Scalar scalar, int offset) =>
        scalar.End - QuotesOf(scalar) - (scalar.Value.Length - offset);

    /// <summary>True if the source is character for character what it means, between like quotes or none.</summary>
    private bool IsAsMeant(SourceNode.Scalar scalar)
    {
        var quotes = QuotesOf(scalar);
        var source = SourceOf(scalar);
        return source.Length >= scalar.Value.Length + (2 * quotes) &&
            source[..^quotes].EndsWith(scalar.Value, StringComparison.Ordinal) &&
            (quotes == 0 || source[^(scalar.Value.Length + 2)] == source[^1]);
    }

    private bool IsBare(SourceNode.Scalar scalar) => QuotesOf(scalar) == 0 && !SourceOf(scalar).Contains('!');

    private ReadOnlySpan<char> SourceOf(SourceNode.Scalar scalar) =>
        manifest.Text.AsSpan(scalar.Start, scalar.End - scalar.Start);

    private int QuotesOf(SourceNode.Scalar scalar) => scalar.End > 0 && manifest.Text[scalar.End - 1] is '"' or '\'' ? 1 : 0;
}
