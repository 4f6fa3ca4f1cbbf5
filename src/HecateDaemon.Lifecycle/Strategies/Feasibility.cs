using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>What several strategies ask of manifests.</summary>
internal static class Feasibility
{
    /// <summary>True for what runs at times and ends: it only takes part in a strategy's last step.</summary>
    public static bool IsOneTime(this ManifestDocument document) => document.Workload.Kind is "Job" or "CronJob" or "Pod";

    /// <summary>True where a step declares an object that was not there before.</summary>
    public static bool MakesObjects(this IStrategy strategy, ManifestSet manifests, Goal goal, Plan plan)
    {
        var before = manifests.Documents.Select(d => d.Workload).ToHashSet();
        return strategy.Stages(plan, isRollback: false)
            .Any(stage => strategy.Edit(stage, manifests, manifests, goal).Manifests.Documents.Any(d => !before.Contains(d.Workload)));
    }

    /// <summary>Makes every step of the strategy, one after another, and the way back; the first that cannot be made says why.</summary>
    public static string? FirstFault(this IStrategy strategy, ManifestSet manifests, Goal goal, Plan plan)
    {
        var now = manifests;
        foreach (var stage in strategy.Stages(plan, isRollback: false))
        {
            now = strategy.Edit(stage, now, manifests, goal).Manifests;
            if ((now.WhyNot ?? strategy.Edit(Stage.Abort, now, manifests, goal).Manifests.WhyNot) is { } why)
            {
                return why;
            }
        }

        return null;
    }
}
