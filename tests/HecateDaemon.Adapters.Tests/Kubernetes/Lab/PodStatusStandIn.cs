using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>
/// Stands in for the kubelets and the container runtime of two nodes: pods bound to them become ready, as their image's tag
/// says (<c>missing…</c>, <c>crash…</c> and <c>unready…</c>, also as the pre-release of a version, do what they are called), and pods that are deleted go. Images of
/// the registry at <paramref name="registry"/> are looked up there, so that the image id is the one a runtime would report;
/// other images get the digest of their name.
/// </summary>
public sealed class PodStatusStandIn(LabApi api, string? registry) : IAsyncDisposable
{
    private const string Json = "application/json";
    private const string StrategicMerge = "application/strategic-merge-patch+json";
    private static readonly string[] Nodes = ["node-1", "node-2"];
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient http = new();
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);
    private Task running = Task.CompletedTask;

    /// <summary>The digest that an image has here which is not looked up in a registry.</summary>
    public static string DigestOf(string image) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)))}";

    public void Start() => running = RunAsync(stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var round = 0; ; round++)
        {
            try
            {
                if (round % 50 == 0)
                {
                    await BeatAsync(ct);
                }

                var pods = await api.GetAsync("api/v1/pods?fieldSelector=spec.nodeName!=");
                foreach (var pod in pods["items"]!.AsArray())
                {
                    await SettleAsync(pod!, ct);
                }
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException && !ct.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"pod status stand-in: {e.Message}");
            }

            await timer.WaitForNextTickAsync(ct);
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        foreach (var node in Nodes)
        {
            await api.TryAsync(HttpMethod.Post, "api/v1/nodes", JsonNode.Parse(
                $$"""{ "apiVersion": "v1", "kind": "Node", "metadata": { "name": "{{node}}", "labels": { "kubernetes.io/hostname": "{{node}}" } } }"""), Json, ct);
            await api.TryAsync(HttpMethod.Patch, $"api/v1/nodes/{node}/status", JsonNode.Parse(
                $$"""
                { "status": {
                  "capacity": { "cpu": "32", "memory": "64Gi", "pods": "110" }, "allocatable": { "cpu": "32", "memory": "64Gi", "pods": "110" },
                  "conditions": [{ "type": "Ready", "status": "True", "reason": "StandIn", "lastHeartbeatTime": "{{Now}}", "lastTransitionTime": "2026-01-01T00:00:00Z" }]
                } }
                """), StrategicMerge, ct);
        }
    }

    private async Task SettleAsync(JsonNode pod, CancellationToken ct)
    {
        var metadata = pod["metadata"]!;
        var path = $"api/v1/namespaces/{metadata["namespace"]}/pods/{metadata["name"]}";
        if (metadata["deletionTimestamp"] is not null)
        {
            await api.TryAsync(HttpMethod.Delete, path, new JsonObject { ["gracePeriodSeconds"] = 0 }, Json, ct);
            return;
        }

        // A pod in back-off is looked at again: its image may have been pushed meanwhile.
        var uid = metadata["uid"]!.GetValue<string>();
        if (settled.Contains(uid))
        {
            return;
        }

        var init = await StatusesAsync(pod, "initContainers", ct);
        var main = await StatusesAsync(pod, "containers", ct);
        var ready = main.All(c => c!["ready"]!.GetValue<bool>());
        var wasPulled = !init.Concat(main).Any(c => c!["state"]!["waiting"]?["reason"]?.GetValue<string>() is "ImagePullBackOff");
        var status = new JsonObject
        {
            ["phase"] = wasPulled ? "Running" : "Pending",
            ["startTime"] = Now,
            ["initContainerStatuses"] = init,
            ["containerStatuses"] = main,
            ["conditions"] = new JsonArray([
                Condition("Initialized", holds: true), Condition("PodScheduled", holds: true), Condition("ContainersReady", ready), Condition("Ready", ready),
            ]),
        };
        if (await api.TryAsync(HttpMethod.Patch, path + "/status", new JsonObject { ["status"] = status }, StrategicMerge, ct) is not null && wasPulled)
        {
            settled.Add(uid);
        }
    }

    private async Task<JsonArray> StatusesAsync(JsonNode pod, string kind, CancellationToken ct)
    {
        var statuses = new JsonArray();
        foreach (var container in pod["spec"]![kind]?.AsArray() ?? [])
        {
            var image = container!["image"]!.GetValue<string>();
            var (repository, tag) = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? (image[..colon], image[(colon + 1)..]) : (image, "latest");
            var digest = Says(tag, "missing") ? null : await FindDigestAsync(repository, tag, ct);
            var waiting =
                digest is null ? Waiting("ImagePullBackOff", $"Back-off pulling image \"{image}\"")
                : Says(tag, "crash") ? Waiting("CrashLoopBackOff", "back-off 40s restarting failed container")
                : null;
            statuses.Add(new JsonObject
            {
                ["name"] = container["name"]!.GetValue<string>(),
                ["image"] = image,
                ["imageID"] = digest is null ? "" : $"{repository}@{digest}",
                ["restartCount"] = digest is not null && waiting is not null ? 3 : 0,
                ["ready"] = waiting is null && !Says(tag, "unready"),
                ["state"] = waiting ?? (kind is "containers"
                    ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = Now } }
                    : new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed" } }),
            });
        }

        return statuses;
    }

    private async Task<string?> FindDigestAsync(string repository, string tag, CancellationToken ct)
    {
        if (registry is null || !repository.StartsWith(registry + "/", StringComparison.Ordinal))
        {
            return DigestOf($"{repository}:{tag}");
        }

        using var request = new HttpRequestMessage(HttpMethod.Head, $"http://{registry}/v2/{repository[(registry.Length + 1)..]}/manifests/{tag}");
        foreach (var type in ManifestTypes)
        {
            request.Headers.Accept.ParseAdd(type);
        }

        using var response = await http.SendAsync(request, ct);
        return response.IsSuccessStatusCode ? response.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    private static bool Says(string tag, string what) =>
        tag.StartsWith(what, StringComparison.Ordinal) || tag.EndsWith($"-{what}", StringComparison.Ordinal);

    private static string Now => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static JsonObject Waiting(string reason, string message) =>
        new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } };

    private static JsonObject Condition(string type, bool holds) =>
        new() { ["type"] = type, ["status"] = holds ? "True" : "False", ["lastTransitionTime"] = Now };
}
