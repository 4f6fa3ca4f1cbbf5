using System.Diagnostics.CodeAnalysis;
using HecateDaemon.Lifecycle.Manifests;
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

        var written = ImageText.Cut(text);
        var digest = default(Digest);
        if (!ImageName.TryParse(written.Name, out var image) ||
            (written.Digest is not null && !Values.Digest.TryParse(written.Digest, out digest)))
        {
            return false;
        }

        reference = new(image, written.Tag, written.Digest is null ? null : digest);
        return true;
    }

    /// <summary>True for the wanted repository and tag; a digest beside the tag must be one of the wanted ones.</summary>
    public bool Is(WantedImage wanted) =>
        Image == wanted.Image && Tag == wanted.Tag && (Digest is not { } pinned || wanted.Digests.Contains(pinned));
}
