using System.Globalization;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>A StatefulSet: its partition says from which pod on the new version runs, the last pods first.</summary>
internal sealed class PartitionCanary : ICanaryShape
{
    public bool Fits(Shipped shipped) => CanaryPair.Of(shipped) is { Main.Workload.Kind: "StatefulSet", Beside: null };

    public string? WhyNot(ManifestSet manifests, Shipped shipped, CanarySettings settings)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        return main.TextAt("spec", "updateStrategy", "type") is "OnDelete" ? $"{main.Called} is OnDelete: nothing but deleted pods gets the new version"
            : main.TextAt("spec", "updateStrategy", "rollingUpdate", "partition") is not (null or "0") ? $"{main.Called} has a partition already, which somebody else set"
            : main.WhyNotCounted(manifests) ?? (main.Replicas() < 2 ? $"{main.Called} has {main.Replicas()} pods, of which no part can be new" : null);
    }

    public StageEdit Grow(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal, int share)
    {
        var main = CanaryPair.Of(shipped)!.Main;
        var fresh = Math.Clamp((int)Math.Round((double)main.Replicas() * share / 100, MidpointRounding.AwayFromZero), 1, Math.Max(1, main.Replicas() - 1));
        var partition = (main.Replicas() - fresh).ToString(CultureInfo.InvariantCulture);
        return new(
            now.PutVersion(main.Workload, goal).Edit(main.Workload, "spec.updateStrategy", d => PutPartition(d, partition)),
            [main.Workload]);
    }

    public StageEdit Promote(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var main = CanaryPair.Of(shipped)!.Main.Workload;
        return new(Whole(now, before, main).PutVersion(main, goal), [main]);
    }

    /// <summary>There never was anything beside it.</summary>
    public StageEdit CleanUp(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal) => Promote(now, before, shipped, goal);

    public StageEdit Abort(ManifestSet now, ManifestSet before, Shipped shipped, Goal goal)
    {
        var main = CanaryPair.Of(shipped)!.Main.Workload;
        return new(Whole(now, before, main).PutVersionOf(before, main, goal.Image), [main]);
    }

    private static ManifestSet Whole(ManifestSet now, ManifestSet before, Workload main) => now.Edit(
        main, "spec.updateStrategy",
        d => before.Find(main)?.LinesOf("spec", "updateStrategy") is { } lines ? d.PutLines(lines, next: "template", "spec", "updateStrategy") : null);

    private static string? PutPartition(ManifestDocument document, string partition)
    {
        if (document.At("spec", "updateStrategy", "rollingUpdate") is SourceNode.Mapping { Entries: [_, ..] })
        {
            return document.Put(partition, "spec", "updateStrategy", "rollingUpdate", "partition");
        }

        if (document.At("spec") is not SourceNode.Mapping { Entries: [_, ..] } spec)
        {
            return null;
        }

        var (indent, newLine) = (DocumentEdits.IndentOf(spec), document.NewLine());
        string[] lines = ["updateStrategy:", "  type: RollingUpdate", "  rollingUpdate:", $"    partition: {partition}"];
        return document.PutLines(string.Concat(lines.Select(l => indent + l + newLine)), next: "template", "spec", "updateStrategy");
    }
}
