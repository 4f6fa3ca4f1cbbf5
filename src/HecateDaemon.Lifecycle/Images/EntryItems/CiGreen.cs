using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>
/// Entry item "CI/CD pipeline green": CI says so, and the image, if it is there already, is what CI makes. Without a CI to ask
/// a person says it, and is told what the image says.
/// </summary>
internal sealed class CiGreen(
    ShippingCatalogue catalogue, IReadCodeRepository code, IAskCi ci, ReleaseImage images, ImageEvidence evidence) : IProveEntryItem
{
    public string Item => EntryChecklist.CiGreen;

    public async Task<Proof> ProveAsync(Deployment deployment, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(deployment);
        var tag = ReleaseTag.Of(division, deployment.Version);
        if (division.Ci is null)
        {
            return await ForAPersonAsync(deployment, division, tag, ct);
        }

        if (await code.FindTagAsync(division.CodeRepository, tag, ct) is not { } commit)
        {
            return Proof.Unsatisfied($"there is no tag {tag} that CI could have built");
        }

        var image = await LookAtImageAsync(deployment, division, commit, ct);
        return image.Unmet
            ? Proof.Unsatisfied(image.Told)
            : Judge(await ci.AskAsync(division.Ci, new(commit, tag, deployment.Version), ct), commit, image.Told);
    }

    /// <summary>Who vouches for CI is helped by what can be seen, and not kept from it by what cannot.</summary>
    private async Task<Proof> ForAPersonAsync(Deployment deployment, Division division, string tag, CancellationToken ct)
    {
        const string NoCi = "no CI is configured to be asked";
        try
        {
            if (await code.FindTagAsync(division.CodeRepository, tag, ct) is not { } commit)
            {
                return Proof.CannotTell($"{NoCi}, and there is no tag {tag}");
            }

            var image = await LookAtImageAsync(deployment, division, commit, ct);
            return image.Unmet ? Proof.Unsatisfied(image.Told) : Proof.CannotTell($"{NoCi} about {commit}; {image.Told}");
        }
        catch (OutsideWorldException e) when (catalogue.EnvironmentOf(deployment).Image.RequiresNothing)
        {
            return Proof.CannotTell($"{NoCi}, and the image could not be looked at: {e.Message}");
        }
    }

    private async Task<(bool Unmet, string Told)> LookAtImageAsync(
        Deployment deployment, Division division, CommitId commit, CancellationToken ct)
    {
        var found = await images.FindAsync(division.Image, deployment.Version, ct);
        if (found is [])
        {
            return (false, $"{division.Image} has no image of {deployment.Version} yet");
        }

        var environment = catalogue.EnvironmentOf(deployment);
        var findings = await evidence.LookAsync(environment, division, deployment.Version, commit, found[0].Image, ct);
        var unmet = ImageEvidence.Unmet(environment.Image, findings);
        var told = string.Join("; ", (unmet is [] ? findings : unmet).Select(f => f.Detail));
        return (unmet is not [], $"image {division.Image}:{found[0].Tag} is there{(told is "" ? "" : $": {told}")}");
    }

    private static Proof Judge(CiVerdict verdict, CommitId commit, string image) => verdict.State switch
    {
        CiState.Green => Proof.Satisfied($"CI is green for {commit}: {verdict.Detail}; {image}"),
        CiState.Red => Proof.Unsatisfied($"CI has failed for {commit}: {verdict.Detail}"),
        CiState.Running => Proof.Unsatisfied($"CI is still at work on {commit}: {verdict.Detail}"),
        CiState.Unknown => Proof.CannotTell($"CI knows nothing about {commit}: {verdict.Detail}; {image}"),
        _ => throw new UnreachableException($"{verdict.State} is no state of CI"),
    };
}
