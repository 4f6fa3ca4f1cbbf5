namespace HecateDaemon.Lifecycle.Releases;

/// <summary>What the changelogs at a tag say about its version.</summary>
internal sealed record ChangelogLookup
{
    /// <summary>The file with the entry, or the one in which it should be; null if there is no changelog.</summary>
    public string? Path { get; init; }

    public ChangelogEntry? Entry { get; init; }

    public ChangelogEntry? Unreleased { get; init; }

    public Changelog? Whole { get; init; }

    /// <summary>The file says that the versions are elsewhere, such as on a page of releases.</summary>
    public bool IsPointer { get; init; }

    /// <summary>There is no changelog here, or one that only says where it is.</summary>
    public bool IsElsewhere => Path is null || (IsPointer && Entry is null);

    /// <summary>It is not text, or too large.</summary>
    public bool IsUnreadable { get; init; }
}
