using HecateDaemon.Adapters.Tests.Kubernetes;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>A test on a real kubelet and containerd; where the machine cannot run these it is skipped, and says why.</summary>
internal sealed class RealNodeFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Why = new(ClusterLab.WhyNoRealNode);

    public override string? Skip => Why.Value;
}
