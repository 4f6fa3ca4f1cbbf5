using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// Two workloads that the repository declares for good, such as two DaemonSets split by a node label: the one beside gets the new
/// version first. Where a weight between them is declared too, it gives the share.
/// </summary>
internal sealed class DeclaredCanary : ICanaryShape
{
    public bool Fits(Shipped shipped) => CanaryPair.Of(shipped) is { IsMade: false };

    public string? WhyNot(ManifestSet manifests, Shipped shipped, Goal goal, CanarySettings settings)
    {
        var (main, canary) = (CanaryPair.Of(shipped)!.Main, CanaryPair.Of(shipped)!.Beside!);
        return manifests.WhyNotApart(main, canary, goal) is { } why ? why
            : canary.Workload.Kind is "DaemonSet" && canary.At("spec", "template", "spec", "nodeSelector") is null && canary.At("spec", "template", "spec", "affinity") is null
            ? $"nothing keeps {canary.Called} to nodes of its own: give it a nodeSelector, and {main.Called} the other nodes"
            : null;
    }

    public StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, Stage stage)
    {
        var (main, canary) = Of(shipped);
        var weighted = TrafficWeights.Put(now, CanaryPair.Of(shipped)!, stage.Share);
        return new(weighted.PutVersion(canary, goal).PutVersionOf(before, main, goal.Image), [canary]);
    }

    public StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var (main, canary) = Of(shipped);
        return new(now.PutVersion(main, goal).PutVersion(canary, goal), [main, canary]);
    }

    public StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var promoted = Promote(now, before, shipped, goal);
        return promoted with { Manifests = TrafficWeights.PutBack(promoted.Manifests, before, CanaryPair.Of(shipped)!) };
    }

    public StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var (main, canary) = Of(shipped);
        return new(
            TrafficWeights.PutBack(now, before, CanaryPair.Of(shipped)!).PutVersionOf(before, main, goal.Image).PutVersionOf(before, canary, goal.Image),
            [main, canary]);
    }

    private static (Workload Main, Workload Canary) Of(Shipped shipped) =>
        CanaryPair.Of(shipped) is { Main.Workload: var main, Beside: { Workload: var canary } } ? (main, canary) : throw new System.Diagnostics.UnreachableException("it fitted");
}
