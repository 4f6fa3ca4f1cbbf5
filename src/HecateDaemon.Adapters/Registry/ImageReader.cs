using System.Globalization;
using System.Net;
using System.Text.Json;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Reads images through a registry's API and believes only what it hashed itself.</summary>
internal sealed class ImageReader(RegistryClient client, RegistrySecrets secrets)
{
    /// <summary>Each costs two questions. No image that people ship has as many platforms.</summary>
    private const int MostPlatforms = 32;

    /// <summary>A registry hides an OCI image from a client that does not name the OCI types.</summary>
    private const string ManifestTypes =
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, " +
        "application/vnd.docker.distribution.manifest.list.v2+json, " +
        "application/vnd.docker.distribution.manifest.v2+json";

    private static readonly Dictionary<string, string?> NoLabels = new(StringComparer.Ordinal);

    public async Task<FoundImage?> FindAsync(ImageName image, string tag, CancellationToken ct)
    {
        if (await ReadManifestAsync(image, tag, $"{image}:{tag}", ct) is not { } named)
        {
            return null;
        }

        var platforms = named.Manifest switch
        {
            ImageManifest.Index index => await ReadAllAsync(image, index, ct),
            ImageManifest.Single { Configuration: { } configuration } =>
                await ReadOneAsync(image, named.Digest, configuration, named.Manifest.Annotations, ct) is { } one ? [one] : [],
            _ => [],
        };
        return new(named.Digest, platforms);
    }

    /// <summary>What the registry says that the tag names; where it does not say, what it sends is hashed.</summary>
    public async Task<Digest?> FindDigestAsync(ImageName image, string tag, CancellationToken ct)
    {
        var what = $"{image}:{tag}";
        var answer = await client.AskAsync(HttpMethod.Head, image, $"manifests/{tag}", ManifestTypes, ct);
        return answer.Status is HttpStatusCode.OK && Digest.TryParse(answer.ClaimedDigest, out var digest)
            ? digest
            // An answer to HEAD has no body that could say what is wrong.
            : (await ReadManifestAsync(image, tag, what, ct))?.Digest;
    }

    private async Task<(Digest Digest, ImageManifest Manifest)?> ReadManifestAsync(
        ImageName image, string reference, string what, CancellationToken ct)
    {
        var answer = await client.AskAsync(HttpMethod.Get, image, $"manifests/{reference}", ManifestTypes, ct);
        // NOT_FOUND is Harbor's word for both.
        if (answer.Status is HttpStatusCode.NotFound &&
            answer.ErrorCodes().Any(code => code is "MANIFEST_UNKNOWN" or "NAME_UNKNOWN" or "NOT_FOUND"))
        {
            return null;
        }

        RegistryRefusal.ThrowUnlessGiven(answer, what, image.Registry, secrets.WhereFor(image.Registry));
        var digest = answer.HashBody();
        if (answer.ClaimedDigest is { } claimed && claimed != digest.ToString())
        {
            throw new OutsideWorldException(
                $"{image.Registry} names {what} by another digest than what it sent, which hashes to {digest}");
        }

        return ImageManifest.TryParse(answer.Body, out var manifest, out var whyNot)
            ? (digest, manifest)
            : throw new OutsideWorldException(
                $"{image.Registry} answered {answer.ContentType} that is no manifest when asked for {what}: {whyNot}");
    }

    private async Task<List<PlatformImage>> ReadAllAsync(ImageName image, ImageManifest.Index index, CancellationToken ct)
    {
        var read = new List<PlatformImage>();
        foreach (var platform in index.Platforms)
        {
            read.Add(read.Count < MostPlatforms ? await ReadListedAsync(image, platform, index.Annotations, ct) : platform);
        }

        return read;
    }

    private async Task<PlatformImage> ReadListedAsync(
        ImageName image, PlatformImage listed, IReadOnlyDictionary<string, string?> ofIndex, CancellationToken ct)
    {
        var what = $"{image}@{listed.Digest}";
        var (digest, manifest) = await ReadManifestAsync(image, listed.Digest.ToString(), what, ct)
            ?? throw new OutsideWorldException($"{image.Registry} has an index for {image}, but not its image for {listed.Platform}, {listed.Digest}");
        if (digest != listed.Digest)
        {
            throw new OutsideWorldException($"{image.Registry} sent something else when asked for {what}");
        }

        if (manifest is not ImageManifest.Single { Configuration: { } configuration })
        {
            return listed with { Origin = OriginLabels.Read(manifest.Annotations, ofIndex) };
        }

        var config = await ReadConfigurationAsync(image, configuration, ct);
        return listed with { Origin = OriginLabels.Read(config.Config?.Labels ?? NoLabels, manifest.Annotations, ofIndex) with { BuiltAt = BuiltAt(config) } };
    }

    private async Task<PlatformImage?> ReadOneAsync(
        ImageName image, Digest digest, Digest configuration, IReadOnlyDictionary<string, string?> annotations, CancellationToken ct)
    {
        var config = await ReadConfigurationAsync(image, configuration, ct);
        return ImageManifest.NameOf(new(config.Os, config.Architecture, config.Variant)) is { } platform
            ? new(platform, digest) { Origin = OriginLabels.Read(config.Config?.Labels ?? NoLabels, annotations) with { BuiltAt = BuiltAt(config) } }
            : null;
    }

    private static DateTimeOffset? BuiltAt(ImageConfigJson config) =>
        DateTimeOffset.TryParse(config.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private async Task<ImageConfigJson> ReadConfigurationAsync(ImageName image, Digest configuration, CancellationToken ct)
    {
        var what = $"{image}@{configuration}";
        var answer = await client.AskAsync(HttpMethod.Get, image, $"blobs/{configuration}", "*/*", ct);
        RegistryRefusal.ThrowUnlessGiven(answer, what, image.Registry, secrets.WhereFor(image.Registry));
        if (answer.HashBody() != configuration)
        {
            throw new OutsideWorldException($"{image.Registry} sent something else when asked for {what}");
        }

        try
        {
            return JsonSerializer.Deserialize(answer.Body, RegistryJson.Default.ImageConfigJson)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"{what} is not the configuration of an image: {e.Message}", e);
        }
    }
}
