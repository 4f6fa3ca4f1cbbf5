using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Images;

/// <summary>Verifies an image's signature, if there is something that can.</summary>
public interface IVerifySignatures
{
    /// <summary><see cref="SignatureSeen.Verified"/> or <see cref="SignatureSeen.Refused"/>; null: nothing is configured that could tell.</summary>
    Task<SignatureSeen?> VerifyAsync(ImageName image, Digest digest, CancellationToken ct);
}
