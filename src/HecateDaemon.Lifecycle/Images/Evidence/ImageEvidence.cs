using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Looks at everything that the environment asks of an image besides being there.</summary>
public sealed class ImageEvidence(IFindImages registry, IListNodePlatforms nodes, IVerifySignatures signatures)
{
    /// <summary>In the order origin, platforms, signature; nothing of what is off.</summary>
    public async Task<IReadOnlyList<ImageFinding>> LookAsync(
        TargetEnvironment environment, Division division, ReleaseVersion version, CommitId commit, FoundImage image, CancellationToken ct)
    {
        var findings = new List<ImageFinding>();
        if (environment.Image.Origin is not Demand.Off)
        {
            findings.Add(OriginRule.Judge(image, commit, version, division.CodeRepository));
        }

        if (environment.Image.Platforms is not Demand.Off)
        {
            findings.Add(await LookAtPlatformsAsync(environment, image, ct));
        }

        if (environment.Image.Signature is not Demand.Off)
        {
            findings.Add(SignatureRule.Judge(await LookForSignatureAsync(division.Image, image.Digest, ct), image.Digest));
        }

        return findings;
    }

    /// <summary>The findings that the environment does not ship with.</summary>
    public static IReadOnlyList<ImageFinding> Unmet(ImagePolicy policy, IEnumerable<ImageFinding> findings) =>
    [
        .. findings.Where(f => f.Verdict is not FindingVerdict.Holds && f.Check switch
        {
            OriginRule.Check => policy.Origin,
            PlatformsRule.Check => policy.Platforms,
            _ => policy.Signature,
        } is Demand.Require),
    ];

    private async Task<ImageFinding> LookAtPlatformsAsync(TargetEnvironment environment, FoundImage image, CancellationToken ct)
    {
        if (environment.Image.NodePlatforms is [_, ..] configured)
        {
            return PlatformsRule.Judge(image, configured, "the configuration has nodes of");
        }

        try
        {
            var seen = await nodes.ListAsync(environment, ct);
            return PlatformsRule.Judge(image, seen, seen is null ? "there is no cluster to ask" : "the cluster has nodes of");
        }
        catch (OutsideWorldException e)
        {
            // Whoever may not list nodes still ships.
            return PlatformsRule.Judge(image, nodes: null, e.Message);
        }
    }

    private async Task<SignatureSeen> LookForSignatureAsync(ImageName image, Digest digest, CancellationToken ct) =>
        await signatures.VerifyAsync(image, digest, ct) is { } verdict ? verdict
        : await registry.FindDigestAsync(image, SignatureRule.TagOf(digest), ct) is not null ? new SignatureSeen.Present(SignatureRule.TagOf(digest))
        : (await registry.FindReferrersAsync(image, digest, ct)).FirstOrDefault(SignatureRule.IsSignature) is { } referrer ? new SignatureSeen.Present($"{referrer.Digest}")
        : new SignatureSeen.Absent();
}
