using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Strategies;

/// <summary>Edits of <c>spec.updateStrategy</c>, by which a StatefulSet or DaemonSet says how it replaces its pods.</summary>
internal static class UpdateStrategyEdits
{
    /// <summary>Its pods from that ordinal on are replaced, and no others.</summary>
    public static ManifestSet PutPartition(this ManifestSet now, Workload workload, string partition) => now.Edit(
        workload, "spec.updateStrategy",
        d => d.At("spec", "updateStrategy", "rollingUpdate") is SourceNode.Mapping { Entries: [_, ..] }
            ? d.Put(partition, "spec", "updateStrategy", "rollingUpdate", "partition")
            : Put(d, "  type: RollingUpdate", "  rollingUpdate:", $"    partition: {partition}"));

    /// <summary>Its controller replaces none.</summary>
    public static ManifestSet PutOnDelete(this ManifestSet now, Workload workload) =>
        now.Edit(workload, "spec.updateStrategy", d => d.TextAt("spec", "updateStrategy", "type") is "OnDelete" ? d.Text : Put(d, "  type: OnDelete"));

    /// <summary>As another set has it.</summary>
    public static ManifestSet PutUpdateStrategyOf(this ManifestSet now, ManifestSet before, Workload workload) => now.Edit(
        workload, "spec.updateStrategy",
        d => before.Find(workload)?.LinesOf("spec", "updateStrategy") is { } lines ? d.PutLines(lines, next: "template", "spec", "updateStrategy") : null);

    private static string? Put(ManifestDocument document, params ReadOnlySpan<string> lines)
    {
        if (document.At("spec") is not SourceNode.Mapping { Entries: [_, ..] } spec)
        {
            return null;
        }

        var (indent, newLine) = (DocumentEdits.IndentOf(spec), document.NewLine());
        var text = $"{indent}updateStrategy:{newLine}";
        foreach (var line in lines)
        {
            text += indent + line + newLine;
        }

        return document.PutLines(text, next: "template", "spec", "updateStrategy");
    }
}
