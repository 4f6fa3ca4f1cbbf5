using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>A wish to have an image at a tag in a part of a GitOps repository, and how the commit shall be signed for.</summary>
public sealed record BumpIntention
{
    public required string Repository { get; init; }

    public required string Branch { get; init; }

    /// <summary>The folder or file to search, with '/'; empty for the whole repository.</summary>
    public required string Path { get; init; }

    public required ImageName Image { get; init; }

    /// <summary>The tag as the registry spells it.</summary>
    public required string Tag { get; init; }

    /// <summary>What the tag stands for. It is written only where a digest stands already; null leaves those unclear.</summary>
    public Digest? Digest { get; init; }

    /// <summary>First line of the commit message.</summary>
    public required string Subject { get; init; }

    /// <summary>Trailers of the commit, in order. The first one is the mark by which a repeat knows its own commit.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Trailers { get; init; }

    /// <summary>The bump is not older than this: no commit before it is looked at for the mark. Null: nobody knows.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>True for a rollback: nothing else puts a lower version where a higher one stands.</summary>
    public bool MayLower { get; init; }

    /// <summary>Null: every place of the image is put at the tag.</summary>
    public IChangeManifests? Change { get; init; }

    /// <summary>Null: the commit is pushed to the branch itself.</summary>
    public BumpProposal? Proposal { get; init; }

    /// <summary>True where the place holds a higher version, which only a rollback may replace.</summary>
    public bool IsLowerThan(BumpedPlace place) =>
        !MayLower && place.Old != place.New &&
        ReleaseVersion.TryParse(place.Old.Split('@')[0], out var there) && ReleaseVersion.TryParse(Tag, out var wanted) &&
        wanted < there;
}
