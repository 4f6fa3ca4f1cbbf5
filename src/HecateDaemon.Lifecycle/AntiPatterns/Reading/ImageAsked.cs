namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An image as somebody asks for it, and what its tag tells.</summary>
internal abstract record ImageAsked(string Name, string? Tag, TagKind Kind)
{
    public required bool IsPinned { get; init; }

    /// <summary>For people to read.</summary>
    public string Written => FilledIn.Shown(Tag is null ? Name : $"{Name}:{Tag}");

    /// <summary>What the tag means; a digest beside it makes it meaningless.</summary>
    public bool Is(TagKind kind) => !IsPinned && Kind == kind;
}
