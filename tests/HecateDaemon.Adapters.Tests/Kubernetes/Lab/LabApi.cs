using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>The lab's API server as its administrator sees it; none of the daemon's own code is in it.</summary>
public sealed class LabApi : IDisposable
{
    private readonly HttpClient http;

    public LabApi(Uri server, string authorityFile, string token)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The answer's body, or null where the server refused.</summary>
    public async Task<JsonNode?> TryAsync(HttpMethod method, string path, JsonNode? body, string mediaType, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, new MediaTypeHeaderValue(mediaType));
        }

        using var response = await http.SendAsync(request, ct);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>(ct) : null;
    }

    /// <summary>The answer's body; an exception with the server's words where it refused.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return response.IsSuccessStatusCode
            ? (await response.Content.ReadFromJsonAsync<JsonNode>())!
            : throw new InvalidOperationException($"GET {path}: {await response.Content.ReadAsStringAsync()}");
    }

    public void Dispose() => http.Dispose();
}
