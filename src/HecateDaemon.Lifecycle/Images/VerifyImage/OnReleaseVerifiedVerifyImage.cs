using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Effect: the registry is asked for the image, in either spelling of the version, and the image for where it came from. That
/// CI has not pushed it yet is waiting, not an error; after the environment's deadline a person is asked for.
/// </summary>
internal sealed class OnReleaseVerifiedVerifyImage(
    ShippingCatalogue catalogue, ReleaseImage images, ImageLedger ledger, ImageEvidence evidence, AwaitedImage awaited) : IEffect
{
    public string Name => "on_release_verified_verify_image";

    public Station After => Station.ReleaseVerified;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        return await images.FindAsync(division.Image, seen.Version, ct) switch
        {
            [] => await awaited.WaitAsync(seen, ct),
            [var first, var second] when first.Image.Digest != second.Image.Digest => Step.NeedPerson(
                $"one image for {seen.Version}: {division.Image} has {first.Image.Digest} as {first.Tag} and {second.Image.Digest} as {second.Tag}"),
            [var found, ..] => await VerifyAsync(seen, division, found, ct),
        };
    }

    private async Task<Step> VerifyAsync(Deployment seen, Division division, TaggedImage found, CancellationToken ct)
    {
        var sighting = new TagSighting(seen.DivisionId, seen.Version, division.Image, found.Tag, found.Image.Digest);
        if ((await ledger.RecordAsync(sighting, Name, ct)).Mutation is { } mutation)
        {
            return Step.NeedPerson($"the tag to be what it was: {TagWatch.Tell(mutation)}");
        }

        var environment = catalogue.EnvironmentOf(seen);
        var findings = await evidence.LookAsync(environment, division, seen.Version, seen.Release!.Commit, found.Image, ct);
        // A way back must not wait for labels: what it returns to has run here.
        var unmet = seen.RollbackOf is null ? ImageEvidence.Unmet(environment.Image, findings) : [];
        return unmet is [_, ..]
            ? Step.NeedPerson(
                $"image {division.Image}:{found.Tag} to be as {environment.Name} requires it: {string.Join("; ", unmet.Select(f => f.Detail))}")
            : new Step.Reached(new ImageVerified
            {
                Image = division.Image,
                Tag = found.Tag,
                Digest = found.Image.Digest,
                Platforms = [.. found.Image.Platforms.Select(p => new VerifiedPlatform(p.Platform, p.Digest))],
                Findings = findings,
            });
    }
}
