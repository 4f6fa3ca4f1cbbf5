using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

/// <summary>A workload as Git has it, and as the API server has it after the defaults were filled in.</summary>
internal static class DriftSamples
{
    public static Reconciler Flux { get; } = new Reconciler.Flux("flux-system", "fleet", "apps");

    public static WantedWorkload Wanted(string spec = "", string container = "", string kind = "Deployment") => new(
        Story.Division,
        new("apps/v1", kind, "shop", "app"),
        Json($$"""
        { "kind": "{{kind}}", "metadata": { "name": "app" }, "spec": { {{spec}} "template": { "spec": { "containers": [
          { "name": "app", "image": "ghcr.io/org/app:2.0.0" {{container}} }
        ] } } } }
        """));

    /// <summary>As wanted; then the changes of a test, and whom the server has down for them.</summary>
    public static JsonElement Live(Action<JsonNode>? change = null, params (string Manager, string Subresource, string Time, string Fields)[] managers)
    {
        var live = JsonNode.Parse("""
        { "metadata": { "name": "app", "namespace": "shop", "uid": "u1" }, "spec": {
          "replicas": 2, "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": "25%", "maxUnavailable": "25%" } },
          "updateStrategy": { "type": "RollingUpdate" },
          "template": { "metadata": { "annotations": {} }, "spec": { "containers": [
            { "name": "app", "image": "ghcr.io/org/app:2.0.0", "imagePullPolicy": "IfNotPresent" }
        ] } } } }
        """)!;
        change?.Invoke(live);
        live["metadata"]!["managedFields"] = new JsonArray([.. managers.Select(m => new JsonObject
        {
            ["manager"] = m.Manager, ["operation"] = "Update", ["subresource"] = m.Subresource, ["time"] = m.Time, ["fieldsV1"] = JsonNode.Parse(m.Fields),
        })]);
        return Json(live.ToJsonString());
    }

    public static JsonNode Container(JsonNode live) => live["spec"]!["template"]!["spec"]!["containers"]![0]!;

    public const string ImageField = """{ "f:spec": { "f:template": { "f:spec": { "f:containers": { "k:{\"name\":\"app\"}": { "f:image": {} } } } } } }""";

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
