using System.Diagnostics;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>What is known about an image's cosign signature.</summary>
internal static class SignatureRule
{
    public const string Check = "signature";

    /// <summary>Where cosign puts the signature of a digest.</summary>
    public static string TagOf(Digest digest) => $"{digest.ToString().Replace(':', '-')}.sig";

    public static ImageFinding Judge(SignatureSeen seen, Digest digest) => seen switch
    {
        SignatureSeen.Verified => new(Check, FindingVerdict.Holds, $"cosign verified the signature of {digest}"),
        SignatureSeen.Present => new(Check, FindingVerdict.Holds, $"{digest} is signed ({TagOf(digest)}); whose signature it is was not verified: configure Registry:Cosign"),
        SignatureSeen.Absent => new(Check, FindingVerdict.Doubtful, $"{digest} is not signed: there is no {TagOf(digest)}"),
        SignatureSeen.Refused refused => new(Check, FindingVerdict.Doubtful, $"cosign does not accept the signature of {digest}: {refused.Reason}"),
        _ => throw new UnreachableException($"{seen} is no look at a signature"),
    };
}
