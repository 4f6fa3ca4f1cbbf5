using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>
/// Gives tokens as the distribution project's token specification has them, to one user, for whatever is asked: a real
/// registry believes them.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    public const string Name = "hecate-tokens";
    public const string UserAndPassword = "hecate:s3cret";
    public const string IdentityToken = "1dent1ty";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-tokens-");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;
    private LyingRegistry? server;

    private TokenServer()
    {
        var request = new CertificateRequest("CN=hecate-tokens", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Certificates, certificate.ExportCertificatePem());
    }

    public string Certificates => Path.Combine(folder.FullName, "bundle.pem");

    public Uri Realm => new(server!.Address, "token");

    public IReadOnlyList<SeenRequest> Seen => server!.Seen;

    public static async Task<TokenServer> StartAsync()
    {
        var tokens = new TokenServer();
        tokens.server = await LyingRegistry.StartAsync(tokens.AnswerAsync);
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        certificate.Dispose();
        key.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>As <c>docker login</c> would get one, for pushing.</summary>
    public string Sign(string repository, params string[] actions)
    {
        var now = TimeProvider.System.GetUtcNow();
        var header = Part(new { typ = "JWT", alg = "ES256", x5c = new[] { Convert.ToBase64String(certificate.RawData) } });
        var claims = Part(new
        {
            iss = Name,
            sub = "hecate",
            aud = Name,
            exp = now.AddMinutes(5).ToUnixTimeSeconds(),
            nbf = now.AddMinutes(-5).ToUnixTimeSeconds(),
            iat = now.ToUnixTimeSeconds(),
            jti = "1",
            access = new[] { new { type = "repository", name = repository, actions } },
        });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        var isUser = context.Request.Headers.Authorization == $"Basic {DockerConfigFile.Base64(UserAndPassword)}";
        if (!isUser && form?["refresh_token"].ToString() != IdentityToken)
        {
            await Answers.TextAsync(context, 401, "{}");
            return;
        }

        var scope = (form?["scope"] ?? context.Request.Query["scope"]).ToString().Split(':');
        await Answers.TextAsync(context, 200, JsonSerializer.Serialize(new { token = Sign(scope[1], scope[2].Split(',')) }));
    }

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
