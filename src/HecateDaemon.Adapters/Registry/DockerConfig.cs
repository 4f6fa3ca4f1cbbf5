using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Credentials in docker's <c>config.json</c>, which a Kubernetes pull secret holds as well.</summary>
internal sealed partial class DockerConfig(string path)
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>What we have for a registry, or null: then we are anonymous.</summary>
    public async Task<RegistrySecret?> FindAsync(string registry, CancellationToken ct)
    {
        var config = await ReadAsync(ct);
        var helper = config?.CredHelpers?.FirstOrDefault(h => HostOf(h.Key) == registry).Value;
        return helper is not null ? await DockerCredentialProgram.AskAsync(helper, registry, ct)
            : Written(config, registry) is { } secret ? secret
            : config?.CredsStore is { Length: > 0 } store ? await DockerCredentialProgram.AskAsync(store, registry, ct)
            : null;
    }

    private RegistrySecret? Written(DockerConfigJson? config, string registry)
    {
        var entry = config?.Auths?.FirstOrDefault(auth => HostOf(auth.Key) == registry).Value;
        return entry switch
        {
            { IdentityToken.Length: > 0 } => RegistrySecret.OfIdentityToken(entry.IdentityToken),
            { Auth.Length: > 0 } => RegistrySecret.OfPair(Decode(entry.Auth)
                ?? throw Broken($"'auth' of {registry} in {path} is not the base64 of user:password")),
            { Username.Length: > 0, Password: not null } => RegistrySecret.OfPair($"{entry.Username}:{entry.Password}"),
            _ => null,
        };
    }

    private async Task<DockerConfigJson?> ReadAsync(CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return file.Length <= MaxBytes
                ? await JsonSerializer.DeserializeAsync(file, RegistryJson.Default.DockerConfigJson, ct)
                : throw Broken($"{path} is longer than a docker configuration is");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Broken($"the docker configuration cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            // Without the parser's words: they may quote a secret.
            throw Broken($"{path} is not a docker configuration in JSON", e);
        }
    }

    private static OutsideWorldException Broken(string message, Exception? inner = null) =>
        new(message, inner) { NeedsPerson = true };

    /// <summary>Docker writes <c>ghcr.io</c>, but <c>https://index.docker.io/v1/</c> for its own.</summary>
    private static string HostOf(string key)
    {
        var host = KeyPattern().Match(key).Groups["host"].Value.ToLowerInvariant();
        return host is "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
    }

    private static string? Decode(string auth)
    {
        var decoded = new byte[auth.Length];
        return Convert.TryFromBase64String(auth, decoded, out var length) && decoded.AsSpan(0, length).Contains((byte)':')
            ? Encoding.UTF8.GetString(decoded, 0, length)
            : null;
    }

    [GeneratedRegex(@"\A(https?://)?(?<host>[^/]+)(/v[12])?/?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
