using System.Collections.Frozen;

namespace HecateDaemon.Lifecycle.Rollouts;

/// <summary>What a pod of the new release suffers from, by the words with which its containers wait.</summary>
internal static class PodTrouble
{
    private const int LongestMessage = 300;

    /// <summary>
    /// Words that end a rollout: the kubelet has tried and backed off, or what it was told to start cannot be started. A
    /// single failed attempt (ErrImagePull, CreateContainerError) may still recover and becomes a back-off if it does not.
    /// </summary>
    private static readonly FrozenSet<string> Final = FrozenSet.Create(
        StringComparer.Ordinal,
        "ImagePullBackOff",
        "InvalidImageName",
        "ErrImageNeverPull",
        "CrashLoopBackOff",
        "CreateContainerConfigError",
        "RunContainerError");

    /// <summary>kstatus's own for a pod that stands by itself.</summary>
    private static readonly TimeSpan PodPlacing = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A daemon's pod belongs to one node: no other node that comes helps it, only what leaves that one, which is its
    /// predecessor with its grace period. Pods of other kinds may wait for a node, as long as their controllers let them.
    /// </summary>
    private static readonly TimeSpan DaemonPlacing = TimeSpan.FromMinutes(2);

    /// <summary>Why this pod of a workload of that kind will not run by itself, or null.</summary>
    public static string? Fatal(PodSeen pod, string kind, DateTimeOffset now) =>
        Unplaced(pod, kind, now) ?? Broken(pod);

    private static string? Unplaced(PodSeen pod, string kind, DateTimeOffset now)
    {
        TimeSpan? patience = kind switch
        {
            "Pod" => PodPlacing,
            "DaemonSet" => DaemonPlacing,
            _ => null,
        };
        return pod is { Unschedulable: not null, UnschedulableSince: { } since } && now - since > patience
            ? $"{Passing(pod)}, for more than {patience:c}"
            : null;
    }

    private static string? Broken(PodSeen pod) =>
        pod.Containers.FirstOrDefault(c => c.WaitingReason is { } reason && Final.Contains(reason)) is { } sick
            ? Describe(pod, sick)
            : null;

    /// <summary>What this pod waits for, or null where it does not say.</summary>
    public static string? Passing(PodSeen pod) =>
        pod.Unschedulable is { } why ? $"pod {pod.Name} cannot be placed on a node: {Clip(why)}"
        : pod.Containers.FirstOrDefault(c => c.WaitingReason is not null) is { } waiting ? Describe(pod, waiting)
        : null;

    private static string Describe(PodSeen pod, ContainerSeen container)
    {
        var message = container.WaitingMessage is { Length: > 0 } text ? $" ({Clip(text)})" : "";
        var restarts = container.Restarts > 0 ? $" after {container.Restarts} restarts" : "";
        return $"container {container.Name} of pod {pod.Name} with image {container.Image} waits in " +
               $"{container.WaitingReason}{restarts}{message}";
    }

    private static string Clip(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}
