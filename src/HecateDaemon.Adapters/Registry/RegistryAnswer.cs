using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>What a registry said, read to its end within a bound.</summary>
internal sealed record RegistryAnswer
{
    /// <summary>The distribution specification's own limit for manifests.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public required HttpStatusCode Status { get; init; }

    public required byte[] Body { get; init; }

    public required string ContentType { get; init; }

    /// <summary>What the registry claims to have sent, or null if it does not say.</summary>
    public string? ClaimedDigest { get; init; }

    /// <summary>Where the rest of a list is.</summary>
    public string? NextPage { get; init; }

    public RetryConditionHeaderValue? RetryAfter { get; init; }

    public IReadOnlyList<AuthenticationHeaderValue> Challenges { get; init; } = [];

    public static async Task<RegistryAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        response.Headers.TryGetValues("Docker-Content-Digest", out var digests);
        response.Headers.TryGetValues("Link", out var links);
        return new()
        {
            Status = response.StatusCode,
            Body = await response.Content.ReadAsByteArrayAsync(ct),
            ContentType = response.Content.Headers.ContentType?.MediaType ?? "an unnamed type",
            ClaimedDigest = digests?.First(),
            NextPage = links?.First(),
            RetryAfter = response.Headers.RetryAfter,
            Challenges = [.. response.Headers.WwwAuthenticate],
        };
    }

    public Digest HashBody() => Digest.Parse($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Body))}");

    /// <summary>The error codes of the distribution specification; none where the answer is something else.</summary>
    public IReadOnlyList<string> ErrorCodes()
    {
        try
        {
            var errors = JsonSerializer.Deserialize(Body, RegistryJson.Default.ErrorsJson)?.Errors ?? [];
            return [.. errors.Select(e => e?.Code).OfType<string>()];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
