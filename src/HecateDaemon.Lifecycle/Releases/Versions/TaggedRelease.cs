namespace HecateDaemon.Lifecycle.Releases;

/// <summary>A tag that names a version, and the commit under it.</summary>
public sealed record TaggedRelease(TagName Name, HistoryTag Tag, int Commit)
{
    public VersionNumber Version => Name.Version;

    public override string ToString() => Name.Name;
}
