using System.Text;
using System.Text.Json.Nodes;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// A Kustomization that is done has only written its HelmReleases: the release itself is another controller's work. Those
/// that stand in the division's manifests must be ready, too.
/// </summary>
internal sealed class FluxHelmReleases(IReadManifests manifests)
{
    public async Task<RevisionSeen> JudgeAsync(
        FluxObjects flux, ReconcileRequest request, FluxObject kustomization, RevisionSeen.Applied applied, CancellationToken ct)
    {
        var evidence = new StringBuilder(applied.Evidence);
        foreach (var (ns, name) in await NamesAsync(request, kustomization, ct))
        {
            if (await flux.FindAsync(FluxObjects.Helm, "HelmRelease", ns, name, ct) is not { } release)
            {
                evidence.Append($"; HelmRelease {ns}/{name} is not found under the name that its manifest has");
            }
            else if (Unready(release) is { } unready)
            {
                return unready;
            }
            else
            {
                evidence.Append($"; {release.Called} is Ready");
            }
        }

        return applied with { Evidence = evidence.ToString() };
    }

    private static RevisionSeen? Unready(FluxObject release)
    {
        if (release.IsSuspended)
        {
            return new RevisionSeen.Halted($"{release.Called} is suspended (spec.suspend): nothing is released until it is resumed");
        }

        // observedGeneration stays behind while an upgrade fails; lastAttemptedGeneration does not.
        var attempted = release.Live.NumberAt("status", "lastAttemptedGeneration") ?? release.Live.NumberAt("status", "observedGeneration");
        return release is { IsReady: true, IsObserved: true } ? null
            : release.IsFailing && attempted == release.Live.NumberAt("metadata", "generation") ? new RevisionSeen.Failing(release.Says)
            : new RevisionSeen.Pending(release.Says) { Allowed = release.Timeout(TimeSpan.FromMinutes(5)) };
    }

    private async Task<IReadOnlyList<(string Namespace, string Name)>> NamesAsync(
        ReconcileRequest request, FluxObject kustomization, CancellationToken ct)
    {
        var files = await manifests.ReadAsync(request.Environment.GitOpsRepository, request.Commit, request.Path, ct);
        var target = kustomization.Live.TextAt("spec", "targetNamespace");
        return
        [
            .. files
                .Where(f => f.Content.Span.IndexOf("HelmRelease"u8) >= 0)
                .SelectMany(Documents)
                .OfType<JsonObject>()
                .Where(d => Text(d["kind"]) is "HelmRelease" &&
                            Text(d["apiVersion"])?.StartsWith(FluxObjects.Helm + "/", StringComparison.Ordinal) is true)
                .Select(d => d["metadata"] as JsonObject)
                .Select(m => (target ?? Text(m?["namespace"]) ?? request.Environment.Namespace, Text(m?["name"]) ?? ""))
                .Where(release => release.Item2.Length > 0)
                .Distinct(),
        ];
    }

    /// <summary>What is no YAML, such as a chart's template, is not ours to judge here.</summary>
    private static IReadOnlyList<JsonNode> Documents(ManifestFile file)
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
