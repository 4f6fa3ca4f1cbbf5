namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A tag and the number of its commit in the graph; null where it names something else than a commit.</summary>
public sealed record HistoryTag(string Name, int? Commit)
{
    /// <summary>What stands in an annotated tag; null for a lightweight one.</summary>
    public string? Message { get; init; }

    /// <summary>When an annotated tag was made.</summary>
    public DateTimeOffset? TaggedAt { get; init; }

    public bool IsAnnotated => Message is not null;
}
