using System.Diagnostics.CodeAnalysis;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>An image as a container names it: <c>repository[:tag][@digest]</c>.</summary>
internal readonly record struct ImageReference(ImageName Image, string? Tag, Digest? Digest)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out ImageReference reference)
    {
        reference = default;
        if (text is null)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? text : text[..at];
        var digest = default(Digest);
        if (at >= 0 && !Values.Digest.TryParse(text[(at + 1)..], out digest))
        {
            return false;
        }

        var colon = named.LastIndexOf(':');
        var hasTag = colon > named.LastIndexOf('/');
        if (!ImageName.TryParse(hasTag ? named[..colon] : named, out var image))
        {
            return false;
        }

        reference = new(image, hasTag ? named[(colon + 1)..] : null, at < 0 ? null : digest);
        return true;
    }

    /// <summary>True for the wanted repository and tag; a digest beside the tag must be one of the wanted ones.</summary>
    public bool Is(WantedImage wanted) =>
        Image == wanted.Image && Tag == wanted.Tag && (Digest is not { } pinned || wanted.Digests.Contains(pinned));
}
