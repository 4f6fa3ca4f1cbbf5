using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Compares tags with what the ledger knows, and tells it what was seen.</summary>
public sealed class TagWatch(IFindImages registry, ImageLedger ledger)
{
    /// <summary>
    /// One cheap question where all is well. That a tag moved is only said of what was fetched and hashed: a registry's bare
    /// word is no reason to accuse anybody.
    /// </summary>
    public async Task<TagRecord> CheckAsync(
        DivisionId division, ReleaseVersion version, ImageName image, string tag, string policy, CancellationToken ct)
    {
        var known = await ledger.LoadAsync(image, tag, ct);
        var seen = await registry.FindDigestAsync(image, tag, ct);
        if (seen is not null && seen != known.First)
        {
            seen = (await registry.FindAsync(image, tag, ct))?.Digest;
        }

        return await ledger.RecordAsync(new(division, version, image, tag, seen), policy, ct);
    }

    /// <summary>The sentence for a tag that moved or vanished.</summary>
    public static string Tell(ImageTagMutated mutation) =>
        $"{mutation.Image}:{mutation.Tag} was first seen as {mutation.Digest} and " +
        $"{(mutation.Found is { } found ? $"is now {found}" : "is no longer there")}: tags are never pushed again; release a new version";
}
