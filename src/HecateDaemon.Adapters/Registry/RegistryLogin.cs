using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Answers a challenge: Bearer by a token from the server that it names, Basic by our credentials.</summary>
internal sealed class RegistryLogin(
    RegistrySecrets secrets, RegistryAddresses addresses, RegistryPatience patience, HttpMessageInvoker http)
{
    /// <summary>What to send along the next time, or null if we have nothing that answers the challenge.</summary>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        ImageName image, Uri registry, IReadOnlyList<AuthenticationHeaderValue> challenges, CancellationToken ct)
    {
        var secret = await secrets.FindAsync(image.Registry, ct);
        var bearer = challenges.FirstOrDefault(c => Is(c, "Bearer"));
        if (bearer is null)
        {
            return challenges.Any(c => Is(c, "Basic")) ? secret?.Basic : null;
        }

        if (!BearerChallenge.TryParse(bearer.Parameter, out var challenge) ||
            !addresses.MayLead(registry, challenge.Realm))
        {
            throw new OutsideWorldException(
                $"{image.Registry} does not say by https where to get a token for {image}")
            { NeedsPerson = true };
        }

        return new("Bearer", await FetchTokenAsync(image, challenge, secret, ct));
    }

    private async Task<string> FetchTokenAsync(
        ImageName image, BearerChallenge challenge, RegistrySecret? secret, CancellationToken ct)
    {
        var answer = await patience.AskAsync(() => AskForTokenAsync(image, challenge, secret, ct), ct);
        var server = challenge.Realm.Authority;
        return answer.Status switch
        {
            HttpStatusCode.OK when ReadToken(answer.Body) is { } token => token,
            HttpStatusCode.OK => throw new OutsideWorldException(
                $"the token server {server} answered {answer.ContentType} without a token for {image}"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new OutsideWorldException(
                $"the token server {server} refused us a token for {image} ({(int)answer.Status}); {secrets.WhereFor(image.Registry)}")
            { NeedsPerson = true },
            _ => throw new OutsideWorldException(
                $"the token server {server} answered {(int)answer.Status} when asked for a token for {image}"),
        };
    }

    /// <summary>An identity token goes the way of OAuth 2 (distribution specification, "Authenticate with OAuth2").</summary>
    private async Task<RegistryAnswer> AskForTokenAsync(
        ImageName image, BearerChallenge challenge, RegistrySecret? secret, CancellationToken ct)
    {
        using var request = secret?.IdentityToken is { } identity
            ? new HttpRequestMessage(HttpMethod.Post, challenge.Realm) { Content = challenge.RefreshForm(image.Repository, identity) }
            : new HttpRequestMessage(HttpMethod.Get, challenge.TokenAddress(image.Repository));
        request.Headers.Authorization = secret?.Basic;
        using var response = await http.SendAsync(request, ct);
        return await RegistryAnswer.ReadAsync(response, ct);
    }

    private static string? ReadToken(byte[] body)
    {
        try
        {
            var json = JsonSerializer.Deserialize(body, RegistryJson.Default.TokenJson);
            var token = json?.Token is { Length: > 0 } ? json.Token : json?.AccessToken;
            return token is { Length: > 0 } && token.All(c => c is > ' ' and <= '~') ? token : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Is(AuthenticationHeaderValue challenge, string scheme) =>
        challenge.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);
}
