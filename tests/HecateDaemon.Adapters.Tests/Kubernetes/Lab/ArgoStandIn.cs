using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>
/// Stands in for Argo CD's application controller on one Application, one step at each call, by its documented contract: it
/// takes the refresh annotation away, compares, starts an operation where auto-sync is on, and ends it. It has the real
/// one's habits too: it jumps over commits, and is Healthy before the workloads' controllers have begun.
/// </summary>
internal sealed class ArgoStandIn(LabApi api, string ns, string name)
{
    private string Path => $"apis/argoproj.io/v1alpha1/namespaces/{ns}/applications/{name}";

    public async Task<bool> IsAskedAsync() =>
        (await api.GetAsync(Path))["metadata"]!["annotations"]?["argocd.argoproj.io/refresh"] is not null;

    /// <summary>Looks at the head, if it was asked to: OutOfSync there, and an operation begins where auto-sync is on.</summary>
    public async Task<bool> RefreshAsync(string head)
    {
        if (!await IsAskedAsync())
        {
            return false;
        }

        var live = await api.GetAsync(Path);
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["argocd.argoproj.io/refresh"] = null } },
            ["status"] = new JsonObject { ["sync"] = Compared(live, "OutOfSync", head) },
        };
        if (live["spec"]!["syncPolicy"]?["automated"] is JsonObject automated && automated["enabled"]?.GetValue<bool>() is not false)
        {
            patch["status"]!["operationState"] = Operation(live, "Running", head, "waiting for completion of hook");
        }

        await PatchAsync(patch);
        return true;
    }

    /// <summary>Ends the operation: everything is applied, and health has not noticed anything yet.</summary>
    public async Task SyncAsync(string revision) => await PatchAsync(new JsonObject
    {
        ["status"] = new JsonObject
        {
            ["sync"] = Compared(await api.GetAsync(Path), "Synced", revision),
            ["health"] = new JsonObject { ["status"] = "Healthy" },
            ["operationState"] = Operation(await api.GetAsync(Path), "Succeeded", revision, "successfully synced (all tasks run)"),
        },
    });

    public async Task FailAsync(string revision, string message) => await PatchAsync(new JsonObject
    {
        ["status"] = new JsonObject
        {
            ["sync"] = Compared(await api.GetAsync(Path), "OutOfSync", revision),
            ["operationState"] = Operation(await api.GetAsync(Path), "Failed", revision, message),
        },
    });

    /// <summary>Compares again, with nothing to do.</summary>
    public async Task CompareAsync(string status, string revision) => await PatchAsync(new JsonObject
    {
        ["status"] = new JsonObject { ["sync"] = Compared(await api.GetAsync(Path), status, revision) },
    });

    public async Task PatchAsync(JsonObject patch) =>
        (await api.TryAsync(HttpMethod.Patch, Path, patch, "application/merge-patch+json", CancellationToken.None)).ShouldNotBeNull();

    /// <summary>With several sources, the chart's revision is a version and comes first.</summary>
    private static JsonObject Compared(JsonNode live, string status, string revision) => live["spec"]!["sources"] is { } sources
        ? new() { ["status"] = status, ["revisions"] = new JsonArray("4.2.0", revision), ["comparedTo"] = new JsonObject { ["sources"] = sources.DeepClone() } }
        : new() { ["status"] = status, ["revision"] = revision };

    private static JsonObject Operation(JsonNode live, string phase, string revision, string message)
    {
        var result = Compared(live, "", revision);
        result.Remove("status");
        result.Remove("comparedTo");
        return new() { ["phase"] = phase, ["message"] = message, ["syncResult"] = result, ["operation"] = new JsonObject { ["sync"] = new JsonObject() } };
    }
}
