using System.Text.Json;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Rollouts;

/// <summary>Workloads and pods as an API server has them, with the defaults that it fills in.</summary>
internal static class Samples
{
    public const string New = "ghcr.io/org/app:2.0.0";
    public const string Old = "ghcr.io/org/app:1.0.0";
    public const string NewDigest = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    public const string OtherDigest = "sha256:9999999999999999999999999999999999999999999999999999999999999999";

    public static WantedImage Wanted { get; } = new(ImageName.Parse("ghcr.io/org/app"), "2.0.0", [Digest.Parse(NewDigest)]);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    public static JsonElement Live(string spec, string status, string image = New) => Json(
        $$"""
        {
          "metadata": { "name": "app", "namespace": "default", "generation": 7 },
          "spec": {
            {{spec}},
            "template": { "spec": { "containers": [
              { "name": "sidecar", "image": "envoy:v1" },
              { "name": "app", "image": "{{image}}" }
            ] } }
          },
          "status": { {{status}} }
        }
        """);

    public static JsonElement Deployment(string status, string spec = "\"replicas\": 2, \"progressDeadlineSeconds\": 600") =>
        Live(spec, status);

    public static JsonElement FinishedDeployment { get; } = Deployment(
        """
        "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2, "readyReplicas": 2, "availableReplicas": 2,
        "conditions": [
          { "type": "Available", "status": "True", "reason": "MinimumReplicasAvailable" },
          { "type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable" }
        ]
        """);

    public static JsonElement StuckDeployment { get; } = Deployment(
        """
        "observedGeneration": 7, "replicas": 3, "updatedReplicas": 1, "readyReplicas": 2, "availableReplicas": 2,
        "conditions": [
          { "type": "Available", "status": "True", "reason": "MinimumReplicasAvailable" },
          { "type": "Progressing", "status": "True", "reason": "ReplicaSetUpdated" }
        ]
        """);

    public static PodSeen Pod(
        string name, string image = New, string imageId = "ghcr.io/org/app@" + NewDigest, bool ready = true, bool leaving = false,
        string? waiting = null, string? unschedulable = null) => new()
        {
            Name = name,
            Ready = ready,
            Leaving = leaving,
            Unschedulable = unschedulable,
            Containers =
        [
            new("sidecar", "envoy:v1", "docker.io/library/envoy@" + OtherDigest, 0, Ready: true, null, null),
            new("app", image, imageId, 0, ready, waiting, null),
        ],
        };

    public static WorkloadSeen Seen(string kind, JsonElement? live, params IReadOnlyList<PodSeen> pods) =>
        new(new Workload("apps/v1", kind, "default", "app"), live, pods);
}
