using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Effect: the registry is asked for the image, in either spelling of the version. That CI has not pushed it yet is waiting,
/// not an error; after the environment's deadline a person is asked for.
/// </summary>
internal sealed class OnReleaseVerifiedVerifyImage(
    ShippingCatalogue catalogue, IFindImages registry, TimeProvider clock) : IEffect
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    public string Name => "on_release_verified_verify_image";

    public Station After => Station.ReleaseVerified;

    public async Task<Step> RunAsync(Deployment seen, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(seen);
        var environment = catalogue.EnvironmentOf(seen);
        var found = new List<(string Tag, FoundImage Image)>();
        foreach (var tag in TagSpellings.Of(seen.Version))
        {
            if (await registry.FindAsync(division.Image, tag, ct) is { } image)
            {
                found.Add((tag, image));
            }
        }

        return found switch
        {
            [] => Missing(seen, division, environment),
            [var (_, first), var (_, second)] when first.Digest != second.Digest => Step.NeedPerson(
                $"one image for {seen.Version}: {division.Image} has {first.Digest} as {found[0].Tag} and {second.Digest} as {found[1].Tag}"),
            [var (tag, image), ..] => new Step.Reached(new ImageVerified
            {
                Image = division.Image,
                Tag = tag,
                Digest = image.Digest,
                Platforms = [.. image.Platforms.Select(p => new VerifiedPlatform(p.Platform, p.Digest))],
            }),
        };
    }

    private Step Missing(Deployment seen, Division division, TargetEnvironment environment)
    {
        var what = $"image {division.Image} with tag {string.Join(" or ", TagSpellings.Of(seen.Version))}";
        return clock.GetUtcNow() - seen.Since < environment.ImageDeadline
            ? Step.WaitFor($"CI to push {what}", BetweenLooks)
            : Step.NeedPerson($"{what}: CI has not pushed it within {environment.ImageDeadline}; look at its run");
    }
}
