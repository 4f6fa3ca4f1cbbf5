using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Renders a division's part of the GitOps repository. What only another renderer knows, a chart or a Kustomization's own
/// patches, cannot be told.
/// </summary>
internal sealed class WantedWorkloads(Clusters clusters, RenderedManifests rendered, IReadManifests manifests) : IReadWantedWorkloads
{
    private readonly ConcurrentDictionary<EnvironmentName, (CommitId Commit, IReadOnlySet<string> Names)> names = new();
    private readonly ConcurrentDictionary<(EnvironmentName, DivisionId), (IReadOnlyList<ManifestObject> Objects, string Namespace, IReadOnlyList<WantedWorkload> Workloads)> last = new();

    public async Task<WantedState> ReadAsync(TargetEnvironment environment, Division division, CommitId commit, CancellationToken ct)
    {
        try
        {
            var target = await TargetNamespaceAsync(environment, ct);
            var objects = await rendered.ReadAsync(environment, GitOpsPath.Of(environment, division), commit, ct);
            if (objects.FirstOrDefault(o => o.Kind is "HelmRelease") is { } release)
            {
                return new([], $"{release.Called} is rendered by Helm in the cluster");
            }

            return new(WorkloadsOf(environment, division, objects, target), CannotTell: null);
        }
        catch (OutsideWorldException e) when (e.NeedsPerson)
        {
            return new([], e.Message);
        }
    }

    public async Task<IReadOnlySet<string>> NamesAsync(TargetEnvironment environment, CommitId commit, CancellationToken ct)
    {
        if (names.TryGetValue(environment.Name, out var known) && known.Commit == commit)
        {
            return known.Names;
        }

        var files = await manifests.ReadAsync(environment.GitOpsRepository, commit, environment.Path, ct);
        var found = files
            .Where(f => Path.GetExtension(f.Path) is ".yaml" or ".yml" or ".json")
            .SelectMany(Documents)
            .SelectMany(d => d is JsonObject list && list["items"] is JsonArray items ? [.. items] : new[] { d })
            .OfType<JsonObject>()
            .Select(o => $"{Text(o["kind"])}/{Text((o["metadata"] as JsonObject)?["name"])}")
            .ToHashSet(StringComparer.Ordinal);
        names[environment.Name] = (commit, found);
        return found;
    }

    /// <summary>Where the reconciler puts everything, whatever the manifests say; and what it changes besides cannot be told.</summary>
    private async Task<string?> TargetNamespaceAsync(TargetEnvironment environment, CancellationToken ct)
    {
        if (environment.Reconciler is not Reconciler.Flux flux)
        {
            return null;
        }

        var objects = new FluxObjects(clusters.Of(environment), environment.Name);
        var kustomization = await objects.FindAsync(FluxObjects.Kustomize, "Kustomization", flux.Namespace, flux.Kustomization, ct);
        foreach (var field in new[] { "patches", "patchesStrategicMerge", "patchesJson6902", "images", "postBuild", "components", "namePrefix", "nameSuffix" })
        {
            if (kustomization?.Live.TryGetProperty("spec", out var spec) is true && spec.TryGetProperty(field, out _))
            {
                throw new OutsideWorldException($"{kustomization.Called} changes what is in Git (spec.{field})") { NeedsPerson = true };
            }
        }

        return kustomization is { Live: var live } && live.TryGetProperty("spec", out var settings) &&
            settings.TryGetProperty("targetNamespace", out var target) ? target.GetString() : null;
    }

    /// <summary>The same objects give the same workloads: they are made into another form of JSON once.</summary>
    private IReadOnlyList<WantedWorkload> WorkloadsOf(
        TargetEnvironment environment, Division division, IReadOnlyList<ManifestObject> objects, string? target)
    {
        var place = target ?? "";
        if (last.TryGetValue((environment.Name, division.Id), out var known) && ReferenceEquals(known.Objects, objects) && known.Namespace == place)
        {
            return known.Workloads;
        }

        IReadOnlyList<WantedWorkload> workloads =
        [
            .. objects
                .Where(o => ClusterWatches.Knows(o.ApiVersion, o.Kind))
                .Select(o => new WantedWorkload(
                    division.Id,
                    new(o.ApiVersion, o.Kind, target ?? o.Namespace ?? environment.Namespace, o.Name),
                    Element(o.Json))),
        ];
        last[(environment.Name, division.Id)] = (objects, place, workloads);
        return workloads;
    }

    private static JsonElement Element(JsonObject json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString());
        return document.RootElement.Clone();
    }

    private static IReadOnlyList<JsonNode?> Documents(ManifestFile file)
    {
        try
        {
            return YamlDocuments.Read(file.Path, file.Content.Span);
        }
        catch (OutsideWorldException)
        {
            return [];
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
