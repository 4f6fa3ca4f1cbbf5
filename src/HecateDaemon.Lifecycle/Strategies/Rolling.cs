using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>As the manifests themselves say: the bump is all there is to do, and nothing is refused.</summary>
internal sealed class Rolling : IStrategy
{
    public Strategy Strategy => Strategy.Rolling;

    public string? WhyNot(ManifestSet manifests, Goal goal, Plan plan) => null;

    public IReadOnlyList<Stage> Stages(Plan plan, bool isRollback) => [];

    public StageEdit Edit(Stage stage, ManifestSet now, ManifestSet before, Goal goal) => new(now, []);
}
