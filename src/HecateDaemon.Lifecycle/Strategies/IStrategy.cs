using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>One way by which new replaces old, as commits to the GitOps repository. Pure: no git, no cluster, no clock.</summary>
internal interface IStrategy
{
    Strategy Strategy { get; }

    /// <summary>Why it cannot be done with these manifests, and what would help; null where it can.</summary>
    string? WhyNot(ManifestSet manifests, Goal goal, Plan plan);

    /// <summary>Its steps, in order; none where the whole bump is all there is to do.</summary>
    IReadOnlyList<Stage> Stages(Plan plan, bool isRollback);

    /// <summary>
    /// Brings manifests to where the stage wants them, wherever they are now: manifests that are there already stay as they are.
    /// <paramref name="before"/> is how they were before the first step.
    /// </summary>
    StageEdit Edit(Stage stage, ManifestSet now, ManifestSet before, Goal goal);
}
