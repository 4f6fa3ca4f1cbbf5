using System.Diagnostics;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What the ledger knows about one tag: the digest first seen, and what it was seen to have become.</summary>
public sealed record TagRecord
{
    public static TagRecord Unseen { get; } = new();

    /// <summary>Null: the tag was never seen.</summary>
    public Digest? First { get; init; }

    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>Set from the moment when it was seen to be something else until it is again what it was.</summary>
    public ImageTagMutated? Mutation { get; init; }

    /// <summary>What a look at the registry makes of this record: an event, or none where it says what is known.</summary>
    public ImageLedgerEvent? Decide(TagSighting seen, DateTimeOffset at) => (First, seen.Digest) switch
    {
        (null, null) => null,
        (null, { } digest) => new ImageTagSeen
        {
            DivisionId = seen.DivisionId,
            Version = seen.Version,
            Image = seen.Image,
            Tag = seen.Tag,
            Digest = digest,
            HappenedAt = at,
        },
        ({ } first, { } digest) when first == digest => Mutation is null ? null : new ImageTagRestored
        {
            DivisionId = seen.DivisionId,
            Version = seen.Version,
            Image = seen.Image,
            Tag = seen.Tag,
            Digest = first,
            HappenedAt = at,
        },
        _ when Mutation is { } known && known.Found == seen.Digest => null,
        ({ } first, _) => new ImageTagMutated
        {
            DivisionId = seen.DivisionId,
            Version = seen.Version,
            Image = seen.Image,
            Tag = seen.Tag,
            Digest = first,
            Found = seen.Digest,
            HappenedAt = at,
        },
    };

    public TagRecord Evolve(ImageLedgerEvent happened) => happened switch
    {
        ImageTagSeen e => this with { First = e.Digest, FirstSeenAt = e.HappenedAt },
        ImageTagMutated e => this with { Mutation = e },
        ImageTagRestored => this with { Mutation = null },
        _ => throw new UnreachableException($"no fold for {happened.GetType().Name}"),
    };
}

/// <summary>What a registry was seen to have under a tag; no digest where it has nothing.</summary>
public sealed record TagSighting(DivisionId DivisionId, ReleaseVersion Version, ImageName Image, string Tag, Digest? Digest);
