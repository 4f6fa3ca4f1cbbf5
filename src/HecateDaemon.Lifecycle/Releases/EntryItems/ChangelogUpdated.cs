using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Entry item "CHANGELOG updated": the CHANGELOG at the release tag has an entry for the version.</summary>
internal sealed class ChangelogUpdated(ShippingCatalogue catalogue, IReadCodeRepository code) : IProveEntryItem
{
    public string Item => EntryChecklist.ChangelogUpdated;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(deployment);
        var tag = ReleaseTag.Of(division, deployment.Version);
        if (await code.FindTagAsync(division.CodeRepository, tag, ct) is not { } commit)
        {
            return Proof.Unsatisfied($"there is no tag {tag} to read {Changelog.FileName} at");
        }

        var text = await code.ReadFileAsync(division.CodeRepository, commit, Changelog.FileName, ct);
        return text is null ? Proof.Unsatisfied($"there is no {Changelog.FileName} at {tag}")
            : Changelog.FindEntry(text, deployment.Version) is { } entry
            ? Proof.Satisfied($"{Changelog.FileName}:{entry.Line} at {tag}: {entry.Heading}")
            : Proof.Unsatisfied($"{Changelog.FileName} at {tag} has no '## [{deployment.Version}]' entry");
    }
}
