using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Judges by the manifests at the branch's head which strategies a deployment could use. Nothing is written.</summary>
internal sealed class StrategyReview(StrategyList strategies, ShippingCatalogue catalogue, IReadManifests gitOps, ManifestEditor editor)
{
    /// <summary>A digest is not needed to see whether one could be written.</summary>
    private static readonly Digest AnyDigest = Digest.Parse("sha256:" + new string('0', 64));

    public async Task<IReadOnlyList<JudgedStrategy>> JudgeAsync(Deployment seen, CancellationToken ct)
    {
        var environment = catalogue.EnvironmentOf(seen);
        var division = catalogue.DivisionOf(seen);
        var head = seen.Before ?? await gitOps.HeadAsync(environment.GitOpsRepository, environment.Branch, ct);
        var files = await gitOps.ReadAsync(environment.GitOpsRepository, head, GitOpsPath.Of(environment, division), ct);
        var manifests = ManifestSet.Read(files, editor);
        var goal = new Goal(division.Image, seen.Image?.Tag ?? seen.Version.ToString(), seen.Image?.Digest ?? AnyDigest);
        return
        [
            .. from strategy in strategies.All
               let plan = PlanOf(strategy.Strategy, seen, environment)
               select new JudgedStrategy(strategy.Strategy, strategy.WhyNot(manifests, goal, plan) ?? WhyNotHere(strategy, manifests, goal, plan, environment)),
        ];
    }

    private static string? WhyNotHere(IStrategy strategy, ManifestSet manifests, Goal goal, Plan plan, TargetEnvironment environment) =>
        environment.Reconciler is Reconciler.Direct { Prune: false } && strategy.MakesObjects(manifests, goal, plan)
            ? $"what it declares beside what there is would stay in the cluster when it goes from Git again, because Direct:Prune of {environment.Name} is off"
            : null;

    private static Plan PlanOf(Strategy strategy, Deployment seen, TargetEnvironment environment) =>
        seen.Plan!.Strategy == strategy ? seen.Plan : Plan.For(environment, strategy);
}

/// <summary>A strategy, and why it cannot be used; null where it can.</summary>
internal sealed record JudgedStrategy(Strategy Strategy, string? WhyNot);
