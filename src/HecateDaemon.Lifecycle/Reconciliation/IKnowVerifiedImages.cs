using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>Knows what was verified of the release that should be running.</summary>
public interface IKnowVerifiedImages
{
    /// <summary>Null where no release is live, or nothing was verified of it.</summary>
    Task<WantedImage?> OfAsync(EnvironmentName environment, DivisionId division, CancellationToken ct);
}
