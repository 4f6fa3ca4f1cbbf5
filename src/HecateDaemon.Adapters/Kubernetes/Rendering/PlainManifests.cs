using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// The objects that the files of a GitOps path hold, in the order in which they are applied. Only plain manifests: what a
/// tool would have to render first is refused here, since applying its input would be something else than what is meant.
/// </summary>
internal static class PlainManifests
{
    public static IReadOnlyList<ManifestObject> Read(string path, IReadOnlyList<ManifestFile> files)
    {
        var objects = new List<ManifestObject>();
        foreach (var file in files)
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            if (IsKustomization(file.Path))
            {
                throw Refusal(
                    $"{file.Path} wants to be rendered by Kustomize: name the program that does it in the environment's setting " +
                    "Kustomize (it renders the folder of GitOpsPath), or commit the manifests rendered");
            }

            if (name is "Chart.yaml")
            {
                throw Refusal($"{file.Path} wants to be rendered by Helm: commit the manifests rendered, or use reconciler 'flux' or 'argo'");
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

    public static bool IsKustomization(string path) =>
        path[(path.LastIndexOf('/') + 1)..] is "kustomization.yaml" or "kustomization.yml" or "Kustomization";

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
