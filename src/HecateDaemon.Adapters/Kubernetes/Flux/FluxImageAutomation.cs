using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Flux can bump images by itself (ImageUpdateAutomation). On an image that the daemon ships it would undo every rollback:
/// the highest version is the one that was just taken back.
/// </summary>
internal sealed partial class FluxImageAutomation(IReadManifests manifests)
{
    /// <summary>Refuses, or suspends what is active and says so; nothing where nobody else bumps the image.</summary>
    public async Task<string> SettleAsync(ClusterApi cluster, ReconcileRequest request, Reconciler.Flux settings, CancellationToken ct)
    {
        var flux = new FluxObjects(cluster, request.Environment.Name);
        var active = (await flux.ListAsync(FluxObjects.Images, "ImageUpdateAutomation", settings.Namespace, ct))
            .Where(a => !a.IsSuspended && Writes(a, settings))
            .ToList();
        var markers = active is [] ? [] : await MarkersAsync(flux, request, ct);
        var told = "";
        foreach (var automation in active)
        {
            var below = automation.Live.TextAt("spec", "update", "path") is { } path ? path.TrimStart('.').Trim('/') : "";
            if (markers.FirstOrDefault(m => IsBelow(m.File, below)) is not { File: not null } marker)
            {
                continue;
            }

            if (settings.ImageAutomation is ImageAutomation.Refuse)
            {
                throw new OutsideWorldException(
                    $"{automation.Called} bumps {request.Division.Image} too ({marker.File} is marked for ImagePolicy {marker.Policy}): it " +
                    "would undo a rollback. Take the marker away, suspend the automation, or set Flux:ImageAutomation to suspend")
                {
                    NeedsPerson = true,
                };
            }

            var patch = new JsonObject { ["spec"] = new JsonObject { ["suspend"] = true } };
            await cluster.PatchAsync(automation.Type, automation.Namespace, automation.Name, patch, ct);
            told += $"; suspended {automation.Called}, which bumps the same image";
        }

        return told;
    }

    private static bool Writes(FluxObject automation, Reconciler.Flux settings) =>
        automation.Live.TextAt("spec", "sourceRef", "kind") is null or "GitRepository" &&
        automation.Live.TextAt("spec", "sourceRef", "name") == settings.GitRepository &&
        (automation.Live.TextAt("spec", "sourceRef", "namespace") ?? automation.Namespace) == settings.Namespace;

    /// <summary>Where the division's manifests carry the marker of a policy on its image.</summary>
    private async Task<IReadOnlyList<(string File, string Policy)>> MarkersAsync(
        FluxObjects flux, ReconcileRequest request, CancellationToken ct)
    {
        var found = new List<(string File, string Policy)>();
        var isOurs = new Dictionary<(string, string), bool>();
        foreach (var file in await manifests.ReadAsync(request.Environment.GitOpsRepository, request.Commit, request.Path, ct))
        {
            foreach (Match match in Marker().Matches(Encoding.UTF8.GetString(file.Content.Span)))
            {
                var policy = (match.Groups["namespace"].Value, match.Groups["name"].Value);
                if (!isOurs.TryGetValue(policy, out var ours))
                {
                    isOurs[policy] = ours = await IsOnAsync(flux, policy, request.Division.Image, ct);
                }

                if (ours)
                {
                    found.Add((file.Path, $"{policy.Item1}/{policy.Item2}"));
                }
            }
        }

        return found;
    }

    private static async Task<bool> IsOnAsync(
        FluxObjects flux, (string Namespace, string Name) policy, ImageName image, CancellationToken ct)
    {
        if (await flux.FindAsync(FluxObjects.Images, "ImagePolicy", policy.Namespace, policy.Name, ct) is not { } found ||
            found.Live.TextAt("spec", "imageRepositoryRef", "name") is not { } name)
        {
            return false;
        }

        var ns = found.Live.TextAt("spec", "imageRepositoryRef", "namespace") ?? policy.Namespace;
        var repository = await flux.FindAsync(FluxObjects.Images, "ImageRepository", ns, name, ct);
        return ImageName.TryParse(repository?.Live.TextAt("spec", "image"), out var watched) && watched == image;
    }

    private static bool IsBelow(string file, string folder) =>
        folder is "" || file == folder || file.StartsWith(folder + "/", StringComparison.Ordinal);

    [GeneratedRegex("""\{\s*"\$imagepolicy"\s*:\s*"(?<namespace>[a-z0-9.-]{1,253}):(?<name>[a-z0-9.-]{1,253})(:[a-z]+)?"\s*\}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
