using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>An image as a live container asks for it: nothing is left to be filled in.</summary>
internal sealed record ImageRunning(string Name, string? Tag, TagKind Kind) : ImageAsked(Name, Tag, Kind)
{
    public static ImageRunning Of(string text)
    {
        var written = ImageText.Cut(text);
        var kind = written switch
        {
            { Digest: not null } => TagKind.Exact,
            { Tag: null } => TagKind.Missing,
            { Tag: "" } => TagKind.Empty,
            { Tag: var tag } => TagReading.Of(tag),
        };
        return new(written.Name, written.Tag, kind) { IsPinned = written.Digest is not null };
    }
}
