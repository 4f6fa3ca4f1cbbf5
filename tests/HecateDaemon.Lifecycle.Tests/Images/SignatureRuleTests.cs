using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

public sealed class SignatureRuleTests
{
    private const string Bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private const string Predicate = "dev.sigstore.bundle.predicateType";
    private const string Content = "dev.sigstore.bundle.content";

    [Theory]
    [InlineData("application/vnd.dev.cosign.artifact.sig.v1+json", null, null, true)]
    [InlineData(Bundle, Predicate, "https://sigstore.dev/cosign/sign/v1", true)]
    [InlineData(Bundle, Content, "message-signature", true)]
    [InlineData(Bundle, Predicate, "https://slsa.dev/provenance/v1", false)]
    [InlineData(Bundle, Content, "dsse-envelope", false)]
    [InlineData(Bundle, null, null, false)]
    [InlineData("application/spdx+json", null, null, false)]
    [InlineData(null, Predicate, "https://sigstore.dev/cosign/sign/v1", false)]
    public void An_attestation_is_no_signature(string? type, string? key, string? value, bool isSignature) =>
        SignatureRule.IsSignature(new(Digest.Parse($"sha256:{new string('1', 64)}"), type)
        {
            Annotations = key is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [key] = value },
        }).ShouldBe(isSignature);
}
