using System.Text.Json;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>Finds what a workload's pods are made from, whatever its kind.</summary>
internal static class PodTemplate
{
    /// <summary>The pod's specification, or null for a kind that has none.</summary>
    public static JsonElement? Of(string kind, JsonElement workload) => kind switch
    {
        "Pod" => workload.At("spec"),
        "CronJob" => workload.At("spec", "jobTemplate", "spec", "template", "spec"),
        _ => workload.At("spec", "template", "spec") is { } spec && spec.At("containers") is not null ? spec : null,
    };

    /// <summary>Init containers first.</summary>
    public static IEnumerable<JsonElement> Containers(JsonElement podSpec) =>
        podSpec.ItemsAt("initContainers").Concat(podSpec.ItemsAt("containers"));
}
