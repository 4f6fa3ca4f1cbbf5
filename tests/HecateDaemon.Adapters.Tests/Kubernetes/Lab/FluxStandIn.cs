using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>
/// Stands in for Flux's controllers on the objects of one namespace, one step at each call, by their documented contract:
/// what they write into the status, and at which generation they say that they have seen the object.
/// </summary>
internal sealed class FluxStandIn(LabApi api, string ns)
{
    public static JsonObject Ready(string status, string reason, string message) =>
        new() { ["type"] = "Ready", ["status"] = status, ["reason"] = reason, ["message"] = message };

    /// <summary>What the object is asked for by annotation and has not acknowledged yet.</summary>
    public async Task<string?> AskedAsync(string of)
    {
        var live = await api.GetAsync(PathOf(of));
        var asked = live["metadata"]!["annotations"]?["reconcile.fluxcd.io/requestedAt"]?.GetValue<string>();
        return asked == live["status"]?["lastHandledReconcileAt"]?.GetValue<string>() ? null : asked;
    }

    /// <summary>Writes a status as Flux's controllers do: of the present generation when all is well, else of none.</summary>
    public async Task PlayAsync(string of, JsonObject ready, params (string Name, JsonNode Value)[] fields)
    {
        var live = await api.GetAsync(PathOf(of));
        var status = new JsonObject { ["conditions"] = new JsonArray(ready) };
        status["observedGeneration"] = ready["status"]!.GetValue<string>() is "True" ? live["metadata"]!["generation"]!.GetValue<int>() : -1;
        foreach (var (field, value) in fields)
        {
            status[field] = value;
        }

        await PatchStatusAsync(of, status);
    }

    public async Task PatchStatusAsync(string of, JsonObject status) => (await api.TryAsync(
        HttpMethod.Patch, $"{PathOf(of)}/status", new JsonObject { ["status"] = status }, "application/merge-patch+json",
        CancellationToken.None)).ShouldNotBeNull();

    /// <summary>From <c>plural.group/name</c>, as kubectl calls it.</summary>
    private string PathOf(string of)
    {
        var (plural, group, name) = (of[..of.IndexOf('.')], of[(of.IndexOf('.') + 1)..of.IndexOf('/')], of[(of.IndexOf('/') + 1)..]);
        var version = group.StartsWith("helm", StringComparison.Ordinal) ? "v2" : "v1";
        return $"apis/{group}/{version}/namespaces/{ns}/{plural}/{name}";
    }
}
