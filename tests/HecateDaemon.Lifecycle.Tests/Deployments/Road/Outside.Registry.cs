using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

internal sealed partial class Outside
{
    /// <summary>What the registry has about any image.</summary>
    public IReadOnlyList<Referrer> Referrers { get; set; } = [];

    public async Task<IReadOnlyList<Referrer>> FindReferrersAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        using var _ = await CallAsync("registry", ct);
        return Referrers;
    }
}
