using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>A workload as the cluster of <see cref="Outside"/> has it: with one pod, and a status that every kind can read.</summary>
internal static class WorkloadsSeen
{
    public static WorkloadSeen Of(Workload workload, string tag, Outside outside)
    {
        var image = $"{World.Image}:{tag}";
        var crashing = outside.CrashingImages.ContainsKey(tag);
        var container = new ContainerSeen(
            "daemon", image, $"{World.Image}@{outside.Images[tag]}", outside.Restarts, Ready: !crashing,
            crashing ? "CrashLoopBackOff" : null, WaitingMessage: null);
        var pod = new PodSeen { Name = "p", Ready = !crashing, Leaving = false, Unschedulable = null, Containers = [container] };
        var ready = crashing || !outside.PodsAreReady ? 0 : 1;
        var live = JsonDocument.Parse($$"""
            {
              "metadata": { "generation": 1 },
              "spec": { "template": { "spec": { "containers": [ { "name": "daemon", "image": "{{image}}" } ] } } },
              "status": {
                "observedGeneration": 1, "desiredNumberScheduled": 1, "currentNumberScheduled": 1,
                "updatedNumberScheduled": 1, "numberAvailable": {{ready}}, "numberReady": {{ready}},
                "replicas": 1, "updatedReplicas": 1, "currentReplicas": 1, "readyReplicas": {{ready}}, "availableReplicas": {{ready}},
                "conditions": [{ "type": "Available", "status": "True" }]
              }
            }
            """);
        return new(workload, live.RootElement, [pod]);
    }
}
