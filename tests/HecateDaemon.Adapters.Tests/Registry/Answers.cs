using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Answers for a <see cref="LyingRegistry"/>, some of them true.</summary>
internal static class Answers
{
    public const string Config = """{"os":"linux","architecture":"amd64"}""";

    public static string Manifest => $$"""
        {
          "schemaVersion": 2,
          "config": {
            "mediaType": "application/vnd.oci.image.config.v1+json",
            "digest": "{{DigestOf(Config)}}",
            "size": {{Config.Length}}
          },
          "layers": []
        }
        """;

    /// <summary>An honest registry with one image under every tag.</summary>
    public static Task AnImageAsync(HttpContext context) => IsForBlob(context)
        ? TextAsync(context, 200, Config)
        : TextAsync(context, 200, Manifest, "application/vnd.oci.image.manifest.v1+json");

    public static bool IsForBlob(HttpContext context) => context.Request.Path.Value!.Contains("/blobs/");

    public static Task TextAsync(HttpContext context, int status, string body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    public static Task ChallengeAsync(HttpContext context, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return TextAsync(context, 401, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""");
    }

    public static Task RedirectAsync(HttpContext context, Uri elsewhere)
    {
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = elsewhere.ToString();
        return Task.CompletedTask;
    }

    public static string DigestOf(string text) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
