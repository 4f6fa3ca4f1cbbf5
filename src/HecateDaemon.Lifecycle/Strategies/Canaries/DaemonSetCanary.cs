using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// A DaemonSet: where nodes are labelled for canaries, a copy of it has those nodes; else its manifest declares on which share of
/// its nodes the new version is to run, and the daemon replaces that many pods. Either way its controller replaces none before
/// the promotion, so that the other nodes keep the pods that they have.
/// </summary>
internal sealed class DaemonSetCanary : ICanaryShape
{
    private static readonly string[] Affinity = ["spec", "template", "spec", "affinity"];
    private static readonly string[] NodeSelector = ["spec", "template", "spec", "nodeSelector"];

    public bool Fits(Shipped shipped) => CanaryPair.Of(shipped) is { Main.Workload.Kind: "DaemonSet", IsMade: true };

    public string? WhyNot(ManifestSet manifests, Shipped shipped, Goal goal, CanarySettings settings)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        return main.WhyNotRolling() is { } why ? why
            : main.TextAt("metadata", "annotations", NodeShare.Annotation) is not null ? $"{main.Called} has the annotation {NodeShare.Annotation} already"
            : settings.NodeLabel is not { } label ? null
            : main.At(Affinity) is not null ? $"{main.Called} has an affinity already, to which nobody can add by rule: declare a second DaemonSet {main.Workload.Name}{CanaryPair.Suffix} for the nodes with {label}"
            : main.At([.. NodeSelector, label.Key]) is not null ? $"{main.Called} selects its nodes by {label.Key} already"
            : manifests.WhyNotCopied(main);
    }

    public StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, Stage stage)
    {
        var pair = CanaryPair.Of(shipped)!;
        var main = pair.Main.Workload;
        if (stage.NodeLabel is not { } label)
        {
            var share = $"{stage.Share.ToString(CultureInfo.InvariantCulture)}%";
            return new(now.PutVersion(main, goal).PutOnDelete(main).Edit(main, "metadata.annotations", d => PutShare(d, share)), [main]);
        }

        var canary = main with { Name = main.Name + CanaryPair.Suffix };
        var made = pair.Beside is null ? now.PutCopy(pair.Main, CanaryPair.Suffix, goal.Image, copy => Copied(copy, canary.Name, label)) : now;
        var split = made.Edit(main, "spec.template.spec.affinity", d => d.At(Affinity) is null ? d.Put(AwayFrom(label), Affinity) : d.Text);
        return new(split.PutOnDelete(main).PutVersionOf(before, main, goal.Image).PutVersion(canary, goal), [canary]);
    }

    public StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var pair = CanaryPair.Of(shipped)!;
        return new(Whole(now, before, pair, goal).PutVersion(pair.Main.Workload, goal), [pair.Main.Workload]);
    }

    /// <summary>The promotion left nothing: a DaemonSet that is changed once more replaces all pods once more.</summary>
    public StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal) => Promote(now, before, shipped, goal);

    public StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var pair = CanaryPair.Of(shipped)!;
        return new(Whole(now, before, pair, goal).PutVersionOf(before, pair.Main.Workload, goal.Image), [pair.Main.Workload]);
    }

    private static ManifestSet Whole(ManifestSet now, ManifestSet before, CanaryPair pair, Goal goal)
    {
        var main = pair.Main.Workload;
        var was = before.Find(main);
        return pair.Alone(now, goal.Image).PutUpdateStrategyOf(before, main)
            .Edit(main, "metadata.annotations", d => was?.At("metadata", "annotations") is null ? d.Remove("metadata", "annotations") : d.Remove("metadata", "annotations", NodeShare.Annotation))
            .Edit(main, "spec.template.spec.affinity", d => was?.At(Affinity) is null ? d.Remove(Affinity) : d.Text);
    }

    private static string? PutShare(ManifestDocument document, string share) => document.At("metadata", "annotations") is null
        ? document.Put($"{{ {NodeShare.Annotation}: {share} }}", "metadata", "annotations")
        : document.Put(share, "metadata", "annotations", NodeShare.Annotation);

    private static string? Copied(ManifestDocument copy, string name, NodeLabel label) => copy.Then(
        d => d.Put(name, "metadata", "name"),
        d => d.Put("canary", "spec", "selector", "matchLabels", CanaryPair.Label),
        d => d.Put("canary", "spec", "template", "metadata", "labels", CanaryPair.Label),
        d => d.At(NodeSelector) is null
            ? d.Put($"{{ {label.Key}: \"{label.Value}\" }}", NodeSelector)
            : d.Put($"\"{label.Value}\"", [.. NodeSelector, label.Key]));

    private static string AwayFrom(NodeLabel label) =>
        "{ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: " +
        $"[{{ key: {label.Key}, operator: NotIn, values: [\"{label.Value}\"] }}] }}] }} }} }}";
}
