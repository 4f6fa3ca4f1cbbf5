using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Manifests;

/// <summary>One kind of place where versions live. Pure: text in, places out; no file, no git, no clock.</summary>
public interface IFindPlaces
{
    /// <summary>The word by which events and messages call this kind of place.</summary>
    string Kind { get; }

    /// <summary>
    /// Every place of <paramref name="image"/>, or of any image if it is null, in the text of a file. Other kinds may
    /// find the same place.
    /// </summary>
    Sighting Find(ManifestText manifest, ImageName? image);
}
