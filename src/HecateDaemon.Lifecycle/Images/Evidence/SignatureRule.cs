using System.Diagnostics;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What is known about an image's cosign signature.</summary>
internal static class SignatureRule
{
    public const string Check = "signature";

    private const string SignatureType = "application/vnd.dev.cosign.artifact.sig.v1+json";
    private const string BundleType = "application/vnd.dev.sigstore.bundle";
    private const string SignedAs = "https://sigstore.dev/cosign/sign/v1";

    /// <summary>Where cosign before version 3 puts the signature of a digest.</summary>
    public static string TagOf(Digest digest) => $"{digest.ToString().Replace(':', '-')}.sig";

    /// <summary>A bundle may as well be an attestation, which says what it states.</summary>
    public static bool IsSignature(Referrer referrer) => referrer.ArtifactType is SignatureType ||
        (referrer.ArtifactType?.StartsWith(BundleType, StringComparison.Ordinal) is true &&
            (Said(referrer, "predicateType"), Said(referrer, "content")) is (SignedAs, _) or (null, "message-signature"));

    public static ImageFinding Judge(SignatureSeen seen, Digest digest) => seen switch
    {
        SignatureSeen.Verified => new(Check, FindingVerdict.Holds, $"cosign verified the signature of {digest}"),
        SignatureSeen.Present present => new(Check, FindingVerdict.Holds, $"{digest} is signed ({present.Where}); whose signature it is was not verified: configure Registry:Cosign"),
        SignatureSeen.Absent => new(Check, FindingVerdict.Doubtful, $"{digest} is not signed: there is no {TagOf(digest)}, and no signature among its referrers"),
        SignatureSeen.Refused refused => new(Check, FindingVerdict.Doubtful, $"cosign does not accept the signature of {digest}: {refused.Reason}"),
        _ => throw new UnreachableException($"{seen} is no look at a signature"),
    };

    private static string? Said(Referrer bundle, string what) => bundle.Annotations.GetValueOrDefault($"dev.sigstore.bundle.{what}");
}
