using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Reads a pod as the API server has it.</summary>
internal static class LivePod
{
    /// <summary>True for a pod that ran to its end or was evicted: it runs nothing any more and only lies about.</summary>
    public static bool IsOver(JsonElement pod) => pod.TextAt("status", "phase") is "Succeeded" or "Failed";

    public static PodSeen Read(JsonElement pod)
    {
        var unplaced = pod.Condition("PodScheduled") is { } placed && placed.TextAt("status") is "False" ? placed : (JsonElement?)null;
        return new()
        {
            Name = pod.TextAt("metadata", "name") ?? "",
            Uid = pod.TextAt("metadata", "uid"),
            Ready = pod.Condition("Ready")?.TextAt("status") is "True",
            CreatedAt = pod.TimeAt("metadata", "creationTimestamp"),
            ReadyChangedAt = pod.Condition("Ready")?.TimeAt("lastTransitionTime"),
            Leaving = pod.TextAt("metadata", "deletionTimestamp") is not null,
            Unschedulable = unplaced is { } why ? why.TextAt("message") ?? why.TextAt("reason") ?? "no reason given" : null,
            UnschedulableSince = unplaced?.TimeAt("lastTransitionTime"),
            Containers =
            [
                .. Containers(pod, "initContainers", "initContainerStatuses"),
                .. Containers(pod, "containers", "containerStatuses"),
            ],
        };
    }

    /// <summary>
    /// The image is the one asked for: in the status, a runtime may show another tag of the same image. Before the kubelet
    /// has looked at the pod there is no status.
    /// </summary>
    private static IEnumerable<ContainerSeen> Containers(JsonElement pod, string specs, string statuses)
    {
        foreach (var spec in pod.ItemsAt("spec", specs))
        {
            var name = spec.TextAt("name") ?? "";
            var status = pod.ItemsAt("status", statuses).FirstOrDefault(s => s.TextAt("name") == name);
            yield return new(
                name,
                spec.TextAt("image") ?? "",
                status.TextAt("imageID") ?? "",
                (int)Math.Clamp(status.NumberAt("restartCount") ?? 0, 0, int.MaxValue),
                status.IsTrueAt("ready"),
                status.TextAt("state", "waiting", "reason"),
                status.TextAt("state", "waiting", "message"));
        }
    }
}
