using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Asks one API server over HTTP. Every question has a time limit, every answer a size limit.</summary>
internal sealed class ClusterConnection : IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Schemas of custom resources nest deeper than the 64 levels that are the default.</summary>
    internal static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 512 };

    private readonly ClusterAccess access;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public ClusterConnection(ClusterAccess access, TimeProvider clock)
    {
        this.access = access;
        this.clock = clock;
        http = new HttpClient(Transport(access))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("hecate-daemon", productVersion: null));
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.Host = access.ServerName; // the TLS name follows the Host header
    }

    /// <summary>The server's address without anything secret, for messages.</summary>
    public string Name => access.Server.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Any answer that is JSON, whatever its status.</summary>
    public async Task<ClusterAnswer> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var response = await SendAsync(method, path, content, HttpCompletionOption.ResponseContentRead, ct);
        return await AnswerAsync(response, ct);
    }

    /// <summary>The events of a watch, or the answer that refuses it. Only opening it is limited in time.</summary>
    public async Task<(EventStream? Events, ClusterAnswer Refused)> OpenAsync(string path, CancellationToken ct)
    {
        var response = await SendAsync(HttpMethod.Get, path, content: null, HttpCompletionOption.ResponseHeadersRead, ct);
        try
        {
            if (response.IsSuccessStatusCode)
            {
                return (new EventStream(response, await response.Content.ReadAsStreamAsync(ct), Name, clock), default);
            }

            var refused = await AnswerAsync(response, ct);
            response.Dispose();
            return (null, refused);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<ClusterAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken ct) =>
        new(response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(ct), response.StatusCode));

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(access.Server, path)) { Content = content };
            if (await TokenAsync(limit.Token) is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            return await http.SendAsync(request, completion, limit.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new OutsideWorldException(
                $"the Kubernetes API server {Name} did not answer within {Patience.TotalSeconds:0} s", e);
        }
        catch (HttpRequestException e)
        {
            throw new OutsideWorldException(
                $"the Kubernetes API server {Name} cannot be asked: {(e.InnerException ?? e).Message}", e)
            {
                NeedsPerson = e.InnerException is AuthenticationException,
            };
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> TokenAsync(CancellationToken ct)
    {
        if (access.TokenFile is not { } file)
        {
            return access.Token;
        }

        try
        {
            return (await File.ReadAllTextAsync(file, ct)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException(
                $"the token for the Kubernetes API server {Name} cannot be read: {e.Message}", e);
        }
    }

    private JsonElement? Parse(byte[] body, HttpStatusCode status)
    {
        try
        {
            using var document = JsonDocument.Parse(body, DeepJson);
            return document.RootElement.Clone();
        }
        catch (JsonException) when (status is not HttpStatusCode.OK and not HttpStatusCode.Created)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException(
                $"{Name} answered {(int)status} with something that is not JSON: is it a Kubernetes API server?", e);
        }
    }

    /// <summary>
    /// The chain policy leaves the check of the server's name in place. KubernetesClient's own callback accepts any name
    /// once the authority is a private one (seen with 21.0.8), and a kubelet's certificate comes from that authority too.
    /// </summary>
    private static SocketsHttpHandler Transport(ClusterAccess access)
    {
        var transport = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            AllowAutoRedirect = false,
        };
        if (access.Authorities is { } authorities)
        {
            transport.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            transport.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (access.Certificate is { } certificate)
        {
            transport.SslOptions.ClientCertificates = [certificate];
        }

        return transport;
    }
}

/// <summary>An answer: its status, and its body if that was JSON.</summary>
internal readonly record struct ClusterAnswer(HttpStatusCode Status, JsonElement? Body);
