using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// A Deployment: a copy of it stands beside it in the same file, with the new version and so many pods as make its share. The
/// Deployment itself is not touched before the promotion, so that the old version is as strong as ever when it is called back.
/// </summary>
internal sealed class ReplicaCanary : ICanaryShape
{
    /// <summary>As many pods as the old version has.</summary>
    private const int LargestShare = 50;

    public bool Fits(Shipped shipped) => CanaryPair.Of(shipped) is { Main.Workload.Kind: "Deployment", IsMade: true };

    public string? WhyNot(ManifestSet manifests, Shipped shipped, Goal goal, CanarySettings settings)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        return settings.Steps.Any(s => s > LargestShare)
                ? $"by replicas a canary has at most {LargestShare} %, because the old version's pods all stay until it is promoted"
            : main.WhyNotTwice(manifests) ?? main.WhyNotCounted(manifests) ?? manifests.WhyNotCopied(main);
    }

    public StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, Stage stage)
    {
        var pair = CanaryPair.Of(shipped)!;
        var main = pair.Main.Workload;
        var canary = main with { Name = main.Name + CanaryPair.Suffix };
        var replicas = Replicas(pair.Main.Replicas(), stage.Share).ToString(CultureInfo.InvariantCulture);
        var made = pair.Beside is null ? now.PutCopy(pair.Main, CanaryPair.Suffix, goal.Image, copy => Copied(copy, canary.Name)) : now;
        var grown = made.Edit(canary, "spec.replicas", d => d.PutReplicas(replicas)).PutVersion(canary, goal);
        return new(grown.PutVersionOf(before, main, goal.Image), [canary]);
    }

    public StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var pair = CanaryPair.Of(shipped)!;
        return new(now.PutVersion(pair.Main.Workload, goal), [pair.Main.Workload]);
    }

    public StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var pair = CanaryPair.Of(shipped)!;
        return new(pair.Alone(now, goal.Image).PutVersion(pair.Main.Workload, goal), [pair.Main.Workload]);
    }

    public StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var pair = CanaryPair.Of(shipped)!;
        return new(pair.Alone(now, goal.Image).PutVersionOf(before, pair.Main.Workload, goal.Image), [pair.Main.Workload]);
    }

    /// <summary>So many that they are this share of all, and at least one.</summary>
    private static int Replicas(int stable, int share) =>
        Math.Max(1, (int)Math.Round((double)stable * share / (100 - share), MidpointRounding.AwayFromZero));

    private static string? Copied(ManifestDocument copy, string name) => copy.Then(
        d => d.Put(name, "metadata", "name"),
        d => d.Put("canary", "spec", "selector", "matchLabels", CanaryPair.Label),
        d => d.Put("canary", "spec", "template", "metadata", "labels", CanaryPair.Label));
}
