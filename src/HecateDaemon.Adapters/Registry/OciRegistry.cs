using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Finds images by the OCI distribution specification. Every question has a time limit.</summary>
public sealed class OciRegistry : IFindImages, IDisposable
{
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;
    private readonly ImageReader reader;
    private readonly ReferrerReader referrers;

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
            SslOptions = RegistryTls.Trusting(options.CaFile),
        });
        var addresses = new RegistryAddresses(options.InsecureHosts, options.SecureHosts);
        var secrets = new RegistrySecrets(options);
        var patience = new RegistryPatience(options.FirstPause, clock);
        var client = new RegistryClient(new(secrets, addresses, patience, http), addresses, patience, http);
        reader = new(client, secrets);
        referrers = new(client, secrets);
    }

    public Task<FoundImage?> FindAsync(ImageName image, string tag, CancellationToken ct) =>
        AskAsync(image, tag, limited => reader.FindAsync(image, tag, limited), ct);

    public Task<Digest?> FindDigestAsync(ImageName image, string tag, CancellationToken ct) =>
        AskAsync(image, tag, limited => reader.FindDigestAsync(image, tag, limited), ct);

    public Task<IReadOnlyList<Referrer>> FindReferrersAsync(ImageName image, Digest digest, CancellationToken ct) =>
        AskAsync(image, ReferrerReader.TagOf(digest), limited => referrers.FindAsync(image, digest, limited), ct);

    public void Dispose() => http.Dispose();

    private async Task<T> AskAsync<T>(ImageName image, string tag, Func<CancellationToken, Task<T>> ask, CancellationToken ct)
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
            return await ask(either.Token);
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
}
