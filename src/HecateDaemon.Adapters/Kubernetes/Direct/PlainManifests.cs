using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The objects that the files of a GitOps path hold, in the order in which they are applied. Only plain manifests: what a
/// tool would have to render first is refused, since applying its input would be something else than what is meant.
/// </summary>
internal static class PlainManifests
{
    public static IReadOnlyList<ManifestObject> Read(string path, IReadOnlyList<ManifestFile> files)
    {
        var objects = new List<ManifestObject>();
        foreach (var file in files)
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            if (name is "kustomization.yaml" or "kustomization.yml" or "Kustomization" or "Chart.yaml")
            {
                var tool = name is "Chart.yaml" ? "Helm" : "Kustomize";
                throw Refusal(
                    $"{file.Path} wants to be rendered by {tool}, but reconciler 'direct' applies plain manifests only: " +
                    "commit them rendered, or use reconciler 'flux'");
            }

            if (Path.GetExtension(name) is ".yaml" or ".yml" or ".json")
            {
                var documents = YamlDocuments.Read(file.Path, file.Content.Span);
                objects.AddRange(documents.SelectMany(document => Objects(file.Path, document)));
            }
        }

        if (objects is [])
        {
            throw Refusal($"there are no manifests (*.yaml, *.yml, *.json) at '{path}' in the GitOps repository");
        }

        var twice = objects.GroupBy(o => (o.Group, o.Kind, o.Namespace, o.Name)).FirstOrDefault(g => g.Skip(1).Any());
        return twice is null
            ? [.. ApplyOrder.Sort(objects)]
            : throw Refusal(
                $"{twice.First().Called} stands twice, in {string.Join(" and in ", twice.Select(o => o.File))}");
    }

    private static IEnumerable<ManifestObject> Objects(string file, JsonNode? document)
    {
        if (document is not JsonObject json ||
            Text(json, "apiVersion") is not { } apiVersion || Text(json, "kind") is not { } kind)
        {
            throw Refusal($"{file} holds something without apiVersion and kind: that is no Kubernetes manifest");
        }

        if (kind is "List" && json["items"] is JsonArray items)
        {
            return items.SelectMany(item => Objects(file, item));
        }

        var metadata = json["metadata"] as JsonObject;
        return metadata is not null && Text(metadata, "name") is { } name
            ? [new(file, apiVersion, kind, Text(metadata, "namespace"), name, json)]
            : throw Refusal($"{file} holds a {kind} without metadata.name");
    }

    private static string? Text(JsonObject from, string field) =>
        from[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static OutsideWorldException Refusal(string message) => new(message) { NeedsPerson = true };
}
