using System.Text.Json;
using HecateDaemon.Lifecycle.Reconciliation;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Finds in an object's <c>managedFields</c> what was done with the tools that people use themselves.</summary>
internal static class ByHand
{
    /// <summary>How these tools call themselves; browsers stand for dashboards.</summary>
    private static readonly string[] Tools = ["helm", "k9s", "oc", "Mozilla", "dashboard", "node-fetch", "Lens", "lens", "OpenLens", "headlamp", "headlamp-server"];

    /// <summary>What other rules tell of.</summary>
    private static readonly string[] ToldElsewhere = ["kubectl-set", "kubectl-rollout"];

    private static readonly string[] TemplateFields = ["f:spec", "f:template", "f:spec"];

    public static bool IsTool(string manager) =>
        manager == "kubectl" || manager.StartsWith("kubectl-", StringComparison.Ordinal) || Tools.Contains(manager, StringComparer.Ordinal);

    /// <summary>The last such tool that set a container's image, though the reconciler may have set the same since.</summary>
    public static DriftCause? OfImage(JsonElement live, string container)
    {
        var name = $"k:{{\"name\":\"{container}\"}}";
        return Last(live, e => IsTool(e.Manager) && !IsWhole(e) &&
            (e.Owns([.. TemplateFields, "f:containers", name, "f:image"]) || e.Owns([.. TemplateFields, "f:initContainers", name, "f:image"])));
    }

    /// <summary>The last such tool that set more of the specification than other rules tell of.</summary>
    public static DriftCause? OfSpecification(JsonElement live) =>
        Last(live, e => IsTool(e.Manager) && !ToldElsewhere.Contains(e.Manager, StringComparer.Ordinal) && !IsScale(e) && e.Owns(["f:spec"]));

    /// <summary>An apply or create sets everything: that it sets the image, too, says nothing more.</summary>
    private static bool IsWhole(FieldEntry entry) => entry.Owns(["f:spec", "f:selector"]) || entry.Owns(["f:spec", "f:template", "f:spec", "f:restartPolicy"]);

    private static bool IsScale(FieldEntry entry) => entry.Below("f:spec") is ["f:replicas"];

    private static DriftCause? Last(JsonElement live, Func<FieldEntry, bool> isSought) => FieldOwner.EntriesOf(live)
        .Where(isSought)
        .OrderByDescending(e => e.At)
        .Select(e => new DriftCause(e.Manager, ToolNames.Deed(e.Manager, aspect: null), e.At))
        .FirstOrDefault();
}
