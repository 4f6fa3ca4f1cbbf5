using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>Four nodes with a DaemonSet, whose controller replaces pods as the manifest says, or leaves it to others.</summary>
internal sealed class OutsideNodes : IReplacePods
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (string Tag, int Age)> pods = new(StringComparer.Ordinal);

    /// <summary>The pods that somebody else than their controller deleted, in order, with their versions.</summary>
    public List<string> Replaced { get; } = [];

    /// <summary>All nodes run this version before anything happens.</summary>
    public void Run(string tag)
    {
        foreach (var node in Names)
        {
            pods[node] = (tag, 1);
        }
    }

    public Task ReplaceAsync(TargetEnvironment environment, Workload owner, PodSeen pod, CancellationToken ct)
    {
        using var _ = gate.EnterScope();
        var node = pod.Name.Split('.')[0];
        if (pods.TryGetValue(node, out var now) && pod.Uid == Uid(node, now.Age))
        {
            pods.Remove(node);
            Replaced.Add($"{node} {now.Tag}");
        }

        return Task.CompletedTask;
    }

    /// <summary>Each look finds what the last one left: a pod that was deleted is away once.</summary>
    public WorkloadSeen See(ManifestDocument manifest, string tag, Outside outside)
    {
        using var _ = gate.EnterScope();
        var isOnDelete = manifest.TextAt("spec", "updateStrategy", "type") is "OnDelete";
        var seen = pods.Select(p => Pod(p.Key, p.Value.Tag, p.Value.Age, outside)).ToList();
        var updated = pods.Count(p => p.Value.Tag == tag);
        foreach (var node in Names)
        {
            var isThere = pods.TryGetValue(node, out var now);
            if (!isThere || (!isOnDelete && now.Tag != tag))
            {
                pods[node] = (tag, 2 + Replaced.Count);
            }
        }

        var share = manifest.TextAt("metadata", "annotations", "hecate.social/canary-nodes");
        var live = JsonDocument.Parse($$"""
            {
              "metadata": { "name": "hecate-daemon", "generation": 1, "annotations": { "hecate.social/canary-nodes": "{{share}}" } },
              "spec": {
                "updateStrategy": { "type": "{{(isOnDelete ? "OnDelete" : "RollingUpdate")}}" },
                "template": { "spec": { "containers": [{ "name": "daemon", "image": "{{World.Image}}:{{tag}}" }] } }
              },
              "status": {
                "observedGeneration": 1, "desiredNumberScheduled": 4, "currentNumberScheduled": {{seen.Count}},
                "updatedNumberScheduled": {{updated}}, "numberAvailable": {{seen.Count}}, "numberReady": {{seen.Count}}
              }
            }
            """);
        return new(manifest.Workload, live.RootElement, seen);
    }

    private static PodSeen Pod(string node, string tag, int age, Outside outside)
    {
        var digest = outside.Images.TryGetValue(tag, out var known) ? $"{World.Image}@{known}" : "";
        return new()
        {
            Name = $"{node}.{age}",
            Uid = Uid(node, age),
            Ready = true,
            Leaving = false,
            Unschedulable = null,
            Containers = [new("daemon", $"{World.Image}:{tag}", digest, 0, Ready: true, WaitingReason: null, WaitingMessage: null)],
        };
    }

    private static string Uid(string node, int age) => $"uid of {node} {age}";
}
