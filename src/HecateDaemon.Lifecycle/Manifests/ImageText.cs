namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>
/// The three parts of an image as a manifest writes it, <c>name[:tag][@digest]</c>, cut but not checked.
/// </summary>
internal readonly record struct ImageText(string Name, string? Tag, string? Digest)
{
    /// <summary>Where the tag begins in the text that was cut; a tag alone begins with it.</summary>
    public int TagStart => Name.Length == 0 ? 0 : Name.Length + 1;

    public static ImageText Cut(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var tagged = at < 0 ? text : text[..at];
        var digest = at < 0 ? null : text[(at + 1)..];

        // The colon of a port stands before the last slash.
        var colon = tagged.LastIndexOf(':');
        return colon > tagged.LastIndexOf('/')
            ? new(tagged[..colon], tagged[(colon + 1)..], digest)
            : new(tagged, null, digest);
    }

    /// <summary>Cuts <c>tag[@digest]</c>.</summary>
    public static ImageText CutTag(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? new("", text[..at], text[(at + 1)..]) : new("", text, null);
}
