using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>
/// All old pods go before the first new one comes: the version is bumped together with the Deployment's own strategy, which is
/// afterwards put back as it was.
/// </summary>
internal sealed class Recreate : IStrategy
{
    private static readonly Stage Replace = new("replace", "the version, with strategy Recreate");
    private static readonly Stage Restore = new("restore", "the strategy as it was") { Quiet = true };

    public Strategy Strategy => Strategy.Recreate;

    public string? WhyNot(ManifestSet manifests, Goal goal, Plan plan)
    {
        var shipped = Shipped.In(manifests, goal);
        return shipped.WhyNot
            ?? shipped.Documents.Where(d => !d.IsOneTime()).Select(WhyNot).FirstOrDefault(why => why is not null)
            ?? (shipped.Documents.Any(d => !d.IsOneTime()) ? null : $"nothing that runs {goal.Image} all the time is declared here")
            ?? this.FirstFault(manifests, goal, plan);
    }

    public IReadOnlyList<Stage> Stages(Plan plan, bool isRollback) => [Replace, Restore];

    public StageEdit Edit(Stage stage, ManifestSet now, ManifestSet before, Goal goal)
    {
        var workloads = Shipped.In(now, goal).Documents.Select(d => d.Workload).ToList();
        var edited = workloads.Aggregate(now, (set, w) => stage.Name is StrategyStep.Abort ? set.PutVersionOf(before, w, goal.Image) : set.PutVersion(w, goal));
        return new(
            workloads.Where(w => w.Kind is "Deployment").Aggregate(edited, (set, w) => set.Edit(
                w, "spec.strategy", document => stage == Replace ? Set(document) : Reset(document, before.Find(w)))),
            workloads);
    }

    private static string? WhyNot(ManifestDocument document) => DeclaredUpdate.IsKnown(document.Workload.Kind, "Recreate") ? null
        : $"{document.Called} cannot be told to stop all its pods first: only a Deployment knows the strategy Recreate";

    private static string? Set(ManifestDocument document)
    {
        if (document.TextAt("spec", "strategy", "type") is "Recreate")
        {
            return document.Text;
        }

        if (document.At("spec") is not SourceNode.Mapping { Entries: [_, ..] } spec)
        {
            return null;
        }

        var (indent, newLine) = (DocumentEdits.IndentOf(spec), document.NewLine());
        return document.At("spec", "strategy") is SourceNode.Mapping { Entries: [_, ..] } strategy && BlockEntries.AreIn(document, strategy)
            ? SetType(document)
            : document.PutLines($"{indent}strategy:{newLine}{indent}  type: Recreate{newLine}", next: "template", "spec", "strategy");
    }

    /// <summary>The file may have other documents, so that the second edit looks the first one's up.</summary>
    private static string? SetType(ManifestDocument document) =>
        document.Put("Recreate", "spec", "strategy", "type") is { } text &&
        ManifestDocument.In(document.File, text).SingleOrDefault(d => d.Workload == document.Workload) is { } typed
            ? typed.Remove("spec", "strategy", "rollingUpdate")
            : null;

    private static string? Reset(ManifestDocument document, ManifestDocument? before) =>
        before?.LinesOf("spec", "strategy") is { } lines ? document.PutLines(lines, next: "template", "spec", "strategy") : null;
}
