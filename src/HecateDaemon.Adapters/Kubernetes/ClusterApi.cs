using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>The few verbs of the Kubernetes API that the daemon needs, on objects of any kind.</summary>
internal sealed class ClusterApi(ClusterConnection connection)
{
    /// <summary>Under this name the API server remembers which fields are the daemon's.</summary>
    public const string FieldManager = "hecate-daemon";

    private readonly ConcurrentDictionary<string, IReadOnlyList<ResourceType>> discovered = new(StringComparer.Ordinal);

    /// <summary>How a kind is addressed, or null if the cluster does not know it (yet).</summary>
    public async Task<ResourceType?> FindTypeAsync(string apiVersion, string kind, CancellationToken ct)
    {
        if (discovered.TryGetValue(apiVersion, out var known) && known.FirstOrDefault(r => r.Kind == kind) is { } type)
        {
            return type;
        }

        var answer = await connection.AskAsync(HttpMethod.Get, ResourceType.Root(apiVersion), content: null, ct);
        if (answer.Status is HttpStatusCode.NotFound)
        {
            return null;
        }

        var list = Accept(answer, $"discover {apiVersion}");
        var types = list.ItemsAt("resources")
            .Select(r => (Kind: r.TextAt("kind"), Plural: r.TextAt("name"), IsNamespaced: r.IsTrueAt("namespaced")))
            .Where(r => r is { Kind: not null, Plural: not null } && !r.Plural.Contains('/', StringComparison.Ordinal))
            .Select(r => new ResourceType(apiVersion, r.Kind!, r.Plural!, r.IsNamespaced))
            .ToList();
        discovered[apiVersion] = types;
        return types.Find(r => r.Kind == kind);
    }

    /// <summary>The version that the server prefers for a group, as <c>group/version</c>, or null without such a group.</summary>
    public async Task<string?> FindGroupAsync(string group, CancellationToken ct)
    {
        var path = $"apis/{Uri.EscapeDataString(group)}";
        var answer = await connection.AskAsync(HttpMethod.Get, path, content: null, ct);
        return answer.Status is HttpStatusCode.NotFound
            ? null
            : Accept(answer, $"discover {group}").TextAt("preferredVersion", "groupVersion");
    }

    /// <summary>The object as it is now, or null if there is none.</summary>
    public async Task<JsonElement?> FindAsync(ResourceType type, string? ns, string name, CancellationToken ct)
    {
        var answer = await connection.AskAsync(HttpMethod.Get, type.Object(ns, name), content: null, ct);
        return answer.Status is HttpStatusCode.NotFound ? null : Accept(answer, $"read {Called(type, ns, name)}");
    }

    public async Task<IReadOnlyList<JsonElement>> ListAsync(
        ResourceType type, string ns, string selector, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        var next = "";
        do
        {
            var path = $"{type.Collection(ns)}?limit=500&labelSelector={Uri.EscapeDataString(selector)}" +
                       $"&continue={Uri.EscapeDataString(next)}";
            var answer = await connection.AskAsync(HttpMethod.Get, path, content: null, ct);
            var page = Accept(answer, $"list {type.Plural} in {ns}");
            items.AddRange(page.ItemsAt("items"));
            next = page.TextAt("metadata", "continue") ?? "";
        }
        while (next is not "");

        return items;
    }

    /// <summary>Applies server-side, nothing by force: a field that another manager owns is a refusal that names it.</summary>
    public async Task ApplyAsync(ResourceType type, string? ns, JsonObject wanted, bool isDryRun, CancellationToken ct)
    {
        var name = wanted["metadata"]!["name"]!.GetValue<string>();
        var query = $"?fieldManager={FieldManager}{(isDryRun ? "&dryRun=All" : "")}";
        using var body = Body(wanted, "application/apply-patch+yaml");
        var answer = await connection.AskAsync(HttpMethod.Patch, type.Object(ns, name) + query, body, ct);
        Accept(answer, $"apply {Called(type, ns, name)}", isSecret: type.Kind is "Secret");
    }

    /// <summary>Sets one annotation and touches nothing else.</summary>
    public async Task AnnotateAsync(
        ResourceType type, string ns, string name, string key, string value, CancellationToken ct)
    {
        var annotations = new JsonObject { [key] = value };
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } };
        var path = $"{type.Object(ns, name)}?fieldManager={FieldManager}";
        using var body = Body(patch, "application/merge-patch+json");
        var answer = await connection.AskAsync(HttpMethod.Patch, path, body, ct);
        Accept(answer, $"annotate {Called(type, ns, name)}");
    }

    public static string Called(ResourceType type, string? ns, string name) =>
        type.IsNamespaced ? $"{type.Kind} {ns}/{name}" : $"{type.Kind} {name}";

    private JsonElement Accept(ClusterAnswer answer, string doing, bool isSecret = false) =>
        answer is { Status: HttpStatusCode.OK or HttpStatusCode.Created, Body: { } body }
            ? body
            : throw ClusterRefusal.Of(connection.Name, doing, answer, isSecret);

    private static ByteArrayContent Body(JsonObject json, string mediaType)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            json.WriteTo(writer);
        }

        return new ByteArrayContent(stream.ToArray()) { Headers = { ContentType = new(mediaType) } };
    }
}
