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

    public async Task<IReadOnlyList<JsonElement>> ListAsync(ResourceType type, string ns, CancellationToken ct) =>
        (await ListWithVersionAsync(type, ns, ct)).Items;

    /// <summary>All objects of a kind in a namespace, and the version from which a watch goes on.</summary>
    public async Task<(IReadOnlyList<JsonElement> Items, string Version)> ListWithVersionAsync(
        ResourceType type, string ns, CancellationToken ct)
    {
        var items = new List<JsonElement>();
        var next = "";
        while (true)
        {
            var path = $"{type.Collection(ns)}?limit=500&continue={Uri.EscapeDataString(next)}{Selecting(type)}";
            var answer = await connection.AskAsync(HttpMethod.Get, path, content: null, ct);
            if (answer.Status is HttpStatusCode.Gone && next.Length > 0)
            {
                // The list grew too old between two pages: from the beginning.
                items.Clear();
                next = "";
                continue;
            }

            var page = Accept(answer, $"list {type.Plural} in {ns}");
            items.AddRange(page.ItemsAt("items"));
            next = page.TextAt("metadata", "continue") ?? "";
            if (next.Length is 0)
            {
                return (items, page.TextAt("metadata", "resourceVersion") ?? "");
            }
        }
    }

    /// <summary>What happens to the objects of a kind in a namespace after that version; null if the server has forgotten it.</summary>
    public async Task<EventStream?> WatchAsync(ResourceType type, string ns, string version, CancellationToken ct)
    {
        var path = $"{type.Collection(ns)}?watch=true&allowWatchBookmarks=true&timeoutSeconds=290&resourceVersion={Uri.EscapeDataString(version)}{Selecting(type)}";
        var (events, refused) = await connection.OpenAsync(path, ct);
        return events is not null ? events
            : refused.Status is HttpStatusCode.Gone ? null
            : throw ClusterRefusal.Of(connection.Name, $"watch {type.Plural} in {ns}", refused, isSecret: false);
    }

    /// <summary>Applies server-side. Without <see cref="ApplyMode.Force"/> a field that another manager owns is a refusal that names it.</summary>
    public async Task ApplyAsync(ResourceType type, string? ns, JsonObject wanted, ApplyMode mode, CancellationToken ct)
    {
        var name = NameOf(wanted);
        var query = $"?fieldManager={FieldManager}{(mode.HasFlag(ApplyMode.DryRun) ? "&dryRun=All" : "")}" +
                    $"{(mode.HasFlag(ApplyMode.Force) ? "&force=true" : "")}";
        using var body = Body(wanted, "application/apply-patch+yaml");
        var answer = await connection.AskAsync(HttpMethod.Patch, type.Object(ns, name) + query, body, ct);
        Accept(answer, $"apply {Called(type, ns, name)}", isSecret: type.Kind is "Secret");
    }

    /// <summary>Deletes the very object that was looked at, and in the background what it owns. One that is gone already is no error.</summary>
    public async Task DeleteAsync(ResourceType type, string? ns, string name, string uid, CancellationToken ct)
    {
        var options = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = "Background",
            ["preconditions"] = new JsonObject { ["uid"] = uid },
        };
        using var body = Body(options, "application/json");
        var answer = await connection.AskAsync(HttpMethod.Delete, type.Object(ns, name), body, ct);
        if (answer.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Accepted))
        {
            Accept(answer, $"delete {Called(type, ns, name)}");
        }
    }

    /// <summary>Sets annotations, all at once, and touches nothing else.</summary>
    public Task AnnotateAsync(
        ResourceType type, string ns, string name, IEnumerable<KeyValuePair<string, string>> annotations, CancellationToken ct)
    {
        var set = new JsonObject(annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)JsonValue.Create(a.Value))));
        return PatchAsync(type, ns, name, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = set } }, ct);
    }

    /// <summary>Merges some fields into an object (RFC 7386).</summary>
    public async Task PatchAsync(ResourceType type, string ns, string name, JsonObject patch, CancellationToken ct)
    {
        var path = $"{type.Object(ns, name)}?fieldManager={FieldManager}";
        using var body = Body(patch, "application/merge-patch+json");
        var answer = await connection.AskAsync(HttpMethod.Patch, path, body, ct);
        Accept(answer, $"change {Called(type, ns, name)}");
    }

    /// <summary>Makes an object that is not there yet and answers with its version; null where it is there.</summary>
    public Task<string?> TryCreateAsync(ResourceType type, string ns, JsonObject wanted, CancellationToken ct) =>
        TryStoreAsync(HttpMethod.Post, type.Collection(ns), $"make {Called(type, ns, NameOf(wanted))}", wanted, ct);

    /// <summary>Puts an object in the place of the version that it names, and answers with its new one; null where it is at another by now, or gone.</summary>
    public Task<string?> TryReplaceAsync(ResourceType type, string ns, JsonObject wanted, CancellationToken ct) =>
        TryStoreAsync(HttpMethod.Put, type.Object(ns, NameOf(wanted)), $"replace {Called(type, ns, NameOf(wanted))}", wanted, ct);

    private static string Selecting(ResourceType type) =>
        type.FieldSelector is { } fields ? $"&fieldSelector={Uri.EscapeDataString(fields)}" : "";

    public static string Called(ResourceType type, string? ns, string name) =>
        type.IsNamespaced ? $"{type.Kind} {ns}/{name}" : $"{type.Kind} {name}";

    private async Task<string?> TryStoreAsync(HttpMethod method, string path, string doing, JsonObject wanted, CancellationToken ct)
    {
        using var body = Body(wanted, "application/json");
        var answer = await connection.AskAsync(method, $"{path}?fieldManager={FieldManager}", body, ct);
        var isGone = answer.Status is HttpStatusCode.NotFound && method == HttpMethod.Put;
        return answer.Status is HttpStatusCode.Conflict || isGone ? null : Accept(answer, doing).TextAt("metadata", "resourceVersion");
    }

    private static string NameOf(JsonObject wanted) => wanted["metadata"]!["name"]!.GetValue<string>();

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
