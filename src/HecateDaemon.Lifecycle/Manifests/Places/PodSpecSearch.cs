using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>One walk over the documents of one file, collecting what it comes across.</summary>
internal sealed class PodSpecSearch(string kind, string file, string text, ImageName image)
{
    private const int MaxMerges = 16;

    private readonly List<ImagePlace> places = [];
    private readonly List<CannotTell> unclear = [];
    private readonly HashSet<SourceNode> placed = [];

    public Sighting Sighting => new(places, unclear);

    public void Visit(SourceNode node, Workload? enclosing)
    {
        if (node is SourceNode.Sequence sequence)
        {
            sequence.Items.ForEach(item => Visit(item, enclosing));
        }
        else if (node is SourceNode.Mapping mapping)
        {
            var workload = WorkloadOf(mapping) ?? enclosing;
            foreach (var (key, value) in mapping.Entries)
            {
                if (key is SourceNode.Scalar { Value: "containers" or "initContainers" or "ephemeralContainers" })
                {
                    VisitContainers(value, workload);
                }

                Visit(value, workload);
            }
        }
    }

    private static Workload? WorkloadOf(SourceNode.Mapping mapping) =>
        mapping.TextOf("apiVersion") is { } apiVersion && mapping.TextOf("kind") is { } kind &&
        mapping.ValuesOf("metadata").OfType<SourceNode.Mapping>().FirstOrDefault() is { } metadata &&
        metadata.TextOf("name") is { } name
            ? new(apiVersion, kind, metadata.TextOf("namespace"), name)
            : null;

    private void VisitContainers(SourceNode containers, Workload? workload)
    {
        SourceNode.Alias? through = null;
        if (Follow(containers, ref through) is not SourceNode.Sequence list)
        {
            return;
        }

        foreach (var item in list.Items)
        {
            var itemThrough = through;
            if (Follow(item, ref itemThrough) is SourceNode.Mapping container)
            {
                VisitContainer(container, itemThrough, workload, MaxMerges);
            }
        }
    }

    private void VisitContainer(SourceNode.Mapping container, SourceNode.Alias? through, Workload? workload, int merges)
    {
        var images = container.ValuesOf("image").ToList();
        foreach (var value in images)
        {
            var valueThrough = through;
            if (Follow(value, ref valueThrough) is SourceNode.Scalar scalar)
            {
                Judge(scalar, valueThrough, workload, container.TextOf("name"));
            }
        }

        // Without an image of its own the container has that of what it merges.
        if (images.Count == 0 && merges > 0)
        {
            foreach (var merged in container.ValuesOf("<<").SelectMany(v => v is SourceNode.Sequence s ? s.Items : [v]))
            {
                var mergedThrough = through;
                if (Follow(merged, ref mergedThrough) is SourceNode.Mapping source)
                {
                    VisitContainer(source, mergedThrough, workload, merges - 1);
                }
            }
        }
    }

    /// <summary>The node itself, or what an alias stands for; the first alias on the way is remembered.</summary>
    private static SourceNode? Follow(SourceNode node, ref SourceNode.Alias? through)
    {
        if (node is not SourceNode.Alias alias)
        {
            return node;
        }

        through ??= alias;
        return alias.Target;
    }

    private void Judge(SourceNode.Scalar scalar, SourceNode.Alias? through, Workload? workload, string? container)
    {
        var written = ImageText.Cut(scalar.Value);
        var isOurs = ImageName.TryParse(written.Name, out var name) && name == image;
        var line = through?.Line ?? scalar.Line;
        if (!isOurs)
        {
            if (scalar.Value.AsSpan().ContainsAny('$', '{') &&
                ImageMention.FirstLineIn(scalar.Value, image) is not null)
            {
                unclear.Add(new(file, line, $"'{scalar.Value}' has a variable in the image's name"));
            }
        }
        else if (through is not null)
        {
            // What the alias stands for is bumped where it stands, if that is itself a container's image.
            if (!placed.Contains(scalar))
            {
                unclear.Add(new(file, line, $"the image comes by alias '*{through.Anchor}' from line {scalar.Line}"));
            }
        }
        else if (WhyNot(written, scalar) is { } why)
        {
            unclear.Add(new(file, line, why));
        }
        else
        {
            placed.Add(scalar);
            places.Add(PlaceOf(scalar, written.Tag!, workload, container));
        }
    }

    /// <summary>Counted back from the scalar's end: anchor and tag may stand before it.</summary>
    private ImagePlace PlaceOf(SourceNode.Scalar scalar, string tag, Workload? workload, string? container)
    {
        var fromEnd = tag.Length + QuotesOf(scalar);
        return new ImagePlace
        {
            File = file,
            Line = scalar.EndLine,
            Column = scalar.EndColumn - fromEnd,
            Start = scalar.End - fromEnd,
            Length = tag.Length,
            Kind = kind,
            Tag = tag,
            Workload = workload,
            Container = container,
        };
    }

    private string? WhyNot(ImageText written, SourceNode.Scalar scalar) => written switch
    {
        { Digest: not null, Tag: null } => $"pinned by digest, without a tag: '{scalar.Value}'",
        { Digest: not null } => $"pinned by digest beside the tag: '{scalar.Value}'",
        { Tag: null or "" } => $"no version stands there: '{scalar.Value}'",
        _ when !ImageTag.IsOne(written.Tag) => $"the tag is not a plain one: '{scalar.Value}'",
        _ when !IsAsMeant(scalar) => $"'{scalar.Value}' is written with escapes or over several lines",
        _ => null,
    };

    /// <summary>True if the source is character for character what it means, between like quotes or none.</summary>
    private bool IsAsMeant(SourceNode.Scalar scalar)
    {
        var quotes = QuotesOf(scalar);
        var source = text.AsSpan(scalar.Start, scalar.End - scalar.Start);
        return source.Length >= scalar.Value.Length + (2 * quotes) &&
            source[..^quotes].EndsWith(scalar.Value, StringComparison.Ordinal) &&
            (quotes == 0 || source[^(scalar.Value.Length + 2)] == source[^1]);
    }

    private int QuotesOf(SourceNode.Scalar scalar) => text[scalar.End - 1] is '"' or '\'' ? 1 : 0;
}
