using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A StatefulSet: its partition says from which pod on the new version runs, the last pods first.</summary>
internal sealed class PartitionCanary : ICanaryShape
{
    public bool Fits(Shipped shipped) => CanaryPair.Of(shipped) is { Main.Workload.Kind: "StatefulSet", Beside: null };

    public string? WhyNot(ManifestSet manifests, Shipped shipped, Goal goal, CanarySettings settings)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        return main.WhyNotRolling() is { } why ? why
            : main.TextAt("spec", "updateStrategy", "rollingUpdate", "partition") is not (null or "0") ? $"{main.Called} has a partition already, which somebody else set"
            : main.WhyNotCounted(manifests) ?? (main.Replicas() < 2 ? $"{main.Called} has {main.Replicas()} pods, of which no part can be new" : null);
    }

    public StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, Stage stage)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        var fresh = Math.Clamp((int)Math.Round((double)main.Replicas() * stage.Share / 100, MidpointRounding.AwayFromZero), 1, Math.Max(1, main.Replicas() - 1));
        var partition = (main.Replicas() - fresh).ToString(CultureInfo.InvariantCulture);
        return new(
            now.PutVersion(main.Workload, goal).PutPartition(main.Workload, partition),
            [main.Workload]);
    }

    public StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var main = CanaryPair.Of(shipped)!.Main.Workload;
        return new(now.PutUpdateStrategyOf(before, main).PutVersion(main, goal), [main]);
    }

    /// <summary>There never was anything beside it.</summary>
    public StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal) => Promote(now, before, shipped, goal);

    public StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var main = CanaryPair.Of(shipped)!.Main.Workload;
        return new(now.PutUpdateStrategyOf(before, main).PutVersionOf(before, main, goal.Image), [main]);
    }
}
