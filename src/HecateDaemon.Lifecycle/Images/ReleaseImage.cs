using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Finds the image of a version, in whichever spelling the registry has it.</summary>
public sealed class ReleaseImage(IFindImages registry)
{
    /// <summary>One for each spelling that there is.</summary>
    public async Task<IReadOnlyList<TaggedImage>> FindAsync(ImageName image, ReleaseVersion version, CancellationToken ct)
    {
        var found = new List<TaggedImage>();
        foreach (var tag in TagSpellings.Of(version))
        {
            if (await registry.FindAsync(image, tag, ct) is { } there)
            {
                found.Add(new(tag, there));
            }
        }

        return found;
    }
}

/// <summary>An image, and the tag under which it was found.</summary>
public sealed record TaggedImage(string Tag, FoundImage Image);
