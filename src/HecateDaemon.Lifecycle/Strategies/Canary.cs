using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A part first, then all: how the part is cut depends on what runs the image.</summary>
internal sealed class Canary(IEnumerable<ICanaryShape> shapes) : IStrategy
{
    private static readonly Stage Promote = new("promote", "the new version for all");
    private static readonly Stage CleanUp = new("clean_up", "nothing beside it any more") { Quiet = true };

    public Strategy Strategy => Strategy.Canary;

    public string? WhyNot(ManifestSet manifests, Goal goal, Plan plan)
    {
        var shipped = Shipped.In(manifests, goal);
        return shipped.WhyNot
            ?? (ShapeOf(shipped) is { } shape
                ? shape.WhyNot(manifests, shipped, goal, plan.Canary!) ?? this.FirstFault(manifests, goal, plan)
                : $"a canary needs one Deployment, StatefulSet or DaemonSet that runs {goal.Image}, or two workloads of which one is called as the other with '{CanaryPair.Suffix}' behind it; there is {shipped.Called}");
    }

    public IReadOnlyList<Stage> Stages(Plan plan, bool isRollback) =>
    [
        .. isRollback ? [] : plan.Canary!.Steps.Select(share => new Stage("canary", $"{share} % of it") { Share = share, NodeLabel = plan.Canary.NodeLabel, Pause = plan.Canary.Pause, Beside = true }),
        Promote,
        CleanUp,
    ];

    public StageEdit Edit(Stage stage, ManifestSet now, ManifestSet before, Goal goal)
    {
        var shipped = Shipped.In(now, goal);
        if (shipped.WhyNot is { } why || ShapeOf(shipped) is not { } shape)
        {
            return new(now.Fail(shipped.WhyNot ?? $"there is {shipped.Called}, which is not what the canary began with"), []);
        }

        var edit = stage == Promote ? shape.Promote(now, before, shipped, goal)
            : stage == CleanUp ? shape.CleanUp(now, before, shipped, goal)
            : stage.Name is StrategyStep.Abort ? shape.Abort(now, before, shipped, goal)
            : shape.Grow(now, before, shipped, goal, stage);
        return stage.Beside ? edit : WithOneTime(edit, stage, before, shipped, goal);
    }

    private ICanaryShape? ShapeOf(Shipped shipped) => shapes.FirstOrDefault(s => s.Fits(shipped));

    /// <summary>What runs at times has no part in a canary: it follows when all do.</summary>
    private static StageEdit WithOneTime(StageEdit edit, Stage stage, ManifestSet before, Shipped shipped, Goal goal)
    {
        var oneTime = shipped.Documents.Where(d => d.IsOneTime()).Select(d => d.Workload).ToList();
        var manifests = oneTime.Aggregate(edit.Manifests, (set, w) => stage.Name is StrategyStep.Abort ? set.PutVersionOf(before, w, goal.Image) : set.PutVersion(w, goal));
        return new(manifests, [.. edit.Running, .. oneTime]);
    }
}
