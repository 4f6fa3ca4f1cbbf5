using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// Two Deployments, of which the Services select one: the idle one gets the new version and is tested, then one commit switches
/// the Services. The old colour stays as it is, so that the way back is one commit too.
/// </summary>
internal sealed class BlueGreen : IStrategy
{
    private static readonly Stage Prepare = new("prepare", "the idle colour") { Beside = true };
    private static readonly Stage Switch = new("switch", "the Services select the new colour");
    private static readonly Stage Retire = new("retire", "the old colour scaled to nothing") { Quiet = true };

    public Strategy Strategy => Strategy.BlueGreen;

    public string? WhyNot(ManifestSet manifests, Goal goal, Plan plan)
    {
        var shipped = Shipped.In(manifests, goal);
        var both = SecondColour.Beside(manifests, goal);
        return shipped.WhyNot ?? both.WhyNot ?? Colours.In(both, Shipped.In(both, goal), goal).WhyNot ?? this.FirstFault(manifests, goal, plan);
    }

    public IReadOnlyList<Stage> Stages(Plan plan, bool isRollback) => plan.BlueGreen!.KeepOld is { } keep && !isRollback
        ? [Prepare, Switch with { Pause = keep }, Retire]
        : [Prepare, Switch];

    public StageEdit Edit(Stage stage, ManifestSet now, ManifestSet before, Goal goal)
    {
        var both = SecondColour.Beside(before, goal);
        var colours = Colours.In(both, Shipped.In(both, goal), goal);
        if ((Shipped.In(now, goal).WhyNot ?? both.WhyNot ?? colours.WhyNot) is { } why)
        {
            return new(now.Fail(why), []);
        }

        var (live, idle) = (colours.Live!.Workload, colours.Idle!.Workload);
        return stage.Name switch
        {
            StrategyStep.Abort => new(
                IdleAsBefore(Select(now, colours, live, both), before, idle, goal)
                    .Edit(live, "spec.replicas", d => Scale(d, before.Find(live))).PutVersionOf(before, live, goal.Image),
                [live]),
            "prepare" => new(Ready(now, colours, goal), [idle]),
            "switch" => new(Select(Ready(now, colours, goal), colours, idle, both), [idle]),
            _ => new(Select(Ready(now, colours, goal), colours, idle, both).Edit(live, "spec.replicas", d => d.PutReplicas("0")), [idle]),
        };
    }

    private static ManifestSet IdleAsBefore(ManifestSet now, ManifestSet before, Workload idle, Goal goal) =>
        before.Find(idle) is { } was ? now.Edit(idle, "spec.replicas", d => Scale(d, was)).PutVersionOf(before, idle, goal.Image)
        : now.Find(idle) is { } made ? now.RemoveCopy(made, goal.Image)
        : now;

    /// <summary>The idle colour has the version, and as many pods as the one that works.</summary>
    private static ManifestSet Ready(ManifestSet now, Colours colours, Goal goal)
    {
        var replicas = colours.Live!.Replicas().ToString(CultureInfo.InvariantCulture);
        var idle = colours.Idle!;
        now = SecondColour.Beside(now, goal);
        var scaled = idle.Replicas() == colours.Live!.Replicas() ? now : now.Edit(idle.Workload, "spec.replicas", d => d.PutReplicas(replicas));
        return scaled.PutVersion(idle.Workload, goal);
    }

    /// <summary>Only the labels by which the colours differ are written.</summary>
    private static ManifestSet Select(ManifestSet now, Colours colours, Workload wanted, ManifestSet both)
    {
        var labels = both.Find(wanted)!.TextsAt("spec", "template", "metadata", "labels")!;
        foreach (var service in colours.Services)
        {
            foreach (var key in colours.Differing.Where(k => service.At("spec", "selector", k) is not null))
            {
                now = now.Edit(service.Workload, "spec.selector", d => d.Put(labels[key], "spec", "selector", key));
            }
        }

        return now;
    }

    private static string? Scale(ManifestDocument document, ManifestDocument? before) =>
        before?.TextAt("spec", "replicas") is { } replicas ? document.PutReplicas(replicas) : document.Remove("spec", "replicas");
}
