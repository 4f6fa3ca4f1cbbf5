using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// Lists what refers to an image, as the distribution specification 1.1 has it: by the referrers API, or where a registry
/// has none, by the tag that clients keep in its place. Nothing of it is proof; whoever may push may write it.
/// </summary>
internal sealed partial class ReferrerReader(RegistryClient client, RegistrySecrets secrets)
{
    private const int MostPages = 8;

    /// <summary>Each of those that the list says too little about costs a question.</summary>
    private const int MostLookedInto = 16;

    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>The tag that stands in for the API.</summary>
    public static string TagOf(Digest digest) => digest.ToString().Replace(':', '-');

    public async Task<IReadOnlyList<Referrer>> FindAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        var listed = await ByApiAsync(image, digest, ct) ?? await ByTagAsync(image, digest, ct);
        var found = new List<Referrer>();
        var looked = 0;
        foreach (var entry in listed)
        {
            if (Digest.TryParse(entry?.Digest, out var own))
            {
                found.Add(entry!.Annotations is not null || looked++ >= MostLookedInto ? Told(own, entry.ArtifactType, entry.Annotations)
                    : await LookIntoAsync(image, own, entry, ct));
            }
        }

        return found;
    }

    /// <summary>Null where the registry does not know the API. Some answer with a page for people, or send elsewhere.</summary>
    private async Task<IReadOnlyList<DescriptorJson?>?> ByApiAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        var all = new List<DescriptorJson?>();
        var query = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.AskAsync(HttpMethod.Get, image, $"referrers/{digest}{query}", IndexType, ct);
            if (answer.Status is HttpStatusCode.TooManyRequests || (int)answer.Status is 500 or 502 or 503 or 504)
            {
                RegistryRefusal.ThrowUnlessGiven(answer, $"what refers to {image}@{digest}", image.Registry, secrets.WhereFor(image.Registry));
            }

            if (answer.Status is not HttpStatusCode.OK || Parse(answer) is not { Manifests: { } entries })
            {
                return page is 0 ? null : all;
            }

            all.AddRange(entries);
            // Only the query of the address counts: nobody leads us elsewhere.
            if (answer.NextPage is null || Next().Match(answer.NextPage) is not { Success: true } next)
            {
                break;
            }

            query = next.Groups["query"].Value;
        }

        return all;
    }

    private async Task<IReadOnlyList<DescriptorJson?>> ByTagAsync(ImageName image, Digest digest, CancellationToken ct)
    {
        var answer = await client.AskAsync(HttpMethod.Get, image, $"manifests/{TagOf(digest)}", IndexType, ct);
        if (answer.Status is HttpStatusCode.NotFound)
        {
            return [];
        }

        RegistryRefusal.ThrowUnlessGiven(answer, $"{image}:{TagOf(digest)}", image.Registry, secrets.WhereFor(image.Registry));
        return Parse(answer)?.Manifests ?? [];
    }

    /// <summary>cosign writes lists without annotations; the manifest itself has them.</summary>
    private async Task<Referrer> LookIntoAsync(ImageName image, Digest own, DescriptorJson entry, CancellationToken ct)
    {
        var answer = await client.AskAsync(HttpMethod.Get, image, $"manifests/{own}", $"{ManifestType}, {IndexType}", ct);
        return answer.Status is HttpStatusCode.OK && answer.HashBody() == own && Parse(answer) is { } manifest
            ? Told(own, manifest.ArtifactType ?? manifest.Config?.MediaType ?? entry.ArtifactType, manifest.Annotations)
            : Told(own, entry.ArtifactType, entry.Annotations);
    }

    private static Referrer Told(Digest own, string? type, IReadOnlyDictionary<string, string?>? annotations) =>
        annotations is null ? new(own, type) : new(own, type) { Annotations = annotations };

    private static ManifestJson? Parse(RegistryAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, RegistryJson.Default.ManifestJson);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A\s*<[^<>?#\s]*(?<query>\?[A-Za-z0-9._~%&=:+/-]{1,1000})>\s*;\s*rel=""?next""?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Next();
}
