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
        return [.. strategies.All.Select(s => new JudgedStrategy(s.Strategy, s.WhyNot(manifests, goal, PlanOf(s.Strategy, seen, environment))))];
    }

    private static Plan PlanOf(Strategy strategy, Deployment seen, TargetEnvironment environment) =>
        seen.Plan!.Strategy == strategy ? seen.Plan : Plan.For(environment, strategy);
}

/// <summary>A strategy, and why it cannot be used; null where it can.</summary>
internal sealed record JudgedStrategy(Strategy Strategy, string? WhyNot);
