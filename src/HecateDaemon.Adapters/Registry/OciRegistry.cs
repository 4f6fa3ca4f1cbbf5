using System.Net;
using System.Text.Json;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// Finds images by the OCI distribution specification and believes only what it hashed itself. It does not try again
/// after a failure: whoever asked does.
/// </summary>
public sealed class OciRegistry : IFindImages, IDisposable
{
    /// <summary>A registry hides an OCI image from a client that does not name the OCI types.</summary>
    private const string ManifestTypes =
        "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, " +
        "application/vnd.docker.distribution.manifest.list.v2+json, " +
        "application/vnd.docker.distribution.manifest.v2+json";

    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;
    private readonly DockerConfig config;
    private readonly RegistryClient client;

    public OciRegistry(RegistryOptions options, TimeProvider clock)
    {
        timeout = options.Timeout;
        this.clock = clock;
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            Proxy = new NoProxyToLoopback(HttpClient.DefaultProxy),
        });
        var addresses = new RegistryAddresses(options.InsecureHosts);
        config = new(options.DockerConfig);
        client = new(new(config, addresses, http), addresses, http);
    }

    public async Task<FoundImage?> FindAsync(ImageName image, string tag, CancellationToken ct)
    {
        if (!ImageTag.IsOne(tag))
        {
            throw new OutsideWorldException(
                $"'{tag}' cannot be a tag of {image}: a tag is 1 to 128 letters, digits, '_', '.' and '-', " +
                "beginning with neither '.' nor '-'")
            { NeedsPerson = true };
        }

        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await LookAsync(image, tag, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException(
                $"{image.Registry} did not say within {timeout.TotalSeconds} s what {image}:{tag} is", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new OutsideWorldException(
                $"{image.Registry} sent more than {RegistryAnswer.MaxBytes >> 20} MiB when asked for {image}:{tag}", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // About TLS only the cause says anything.
            var isTls = e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };
            var why = isTls ? e.GetBaseException().Message : e.Message;
            throw new OutsideWorldException($"{image.Registry} could not be asked for {image}:{tag}: {why}", e);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<FoundImage?> LookAsync(ImageName image, string tag, CancellationToken ct)
    {
        var what = $"{image}:{tag}";
        var answer = await client.GetAsync(image, $"manifests/{tag}", ManifestTypes, ct);
        // NOT_FOUND is Harbor's word for both.
        if (answer.Status is HttpStatusCode.NotFound &&
            answer.ErrorCodes().Any(code => code is "MANIFEST_UNKNOWN" or "NAME_UNKNOWN" or "NOT_FOUND"))
        {
            return null;
        }

        RegistryRefusal.ThrowUnlessGiven(answer, what, image.Registry, config.Where);
        var digest = answer.HashBody();
        if (answer.ClaimedDigest is { } claimed && claimed != digest.ToString())
        {
            throw new OutsideWorldException(
                $"{image.Registry} names {what} by another digest than what it sent, which hashes to {digest}");
        }

        if (!ImageManifest.TryParse(answer.Body, out var manifest, out var whyNot))
        {
            throw new OutsideWorldException(
                $"{image.Registry} answered {answer.ContentType} that is no manifest when asked for {what}: {whyNot}");
        }

        return manifest switch
        {
            ImageManifest.Index index => new(digest, index.Platforms),
            ImageManifest.Single { Configuration: { } configuration } =>
                await ReadPlatformAsync(image, configuration, ct) is { } platform
                    ? new(digest, [new(platform, digest)])
                    : new(digest, []),
            _ => new(digest, []),
        };
    }

    private async Task<string?> ReadPlatformAsync(ImageName image, Digest configuration, CancellationToken ct)
    {
        var what = $"{image}@{configuration}";
        var answer = await client.GetAsync(image, $"blobs/{configuration}", "*/*", ct);
        RegistryRefusal.ThrowUnlessGiven(answer, what, image.Registry, config.Where);
        if (answer.HashBody() != configuration)
        {
            throw new OutsideWorldException($"{image.Registry} sent something else when asked for {what}");
        }

        try
        {
            return ImageManifest.NameOf(JsonSerializer.Deserialize(answer.Body, RegistryJson.Default.PlatformJson));
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"{what} is not the configuration of an image: {e.Message}", e);
        }
    }
}
