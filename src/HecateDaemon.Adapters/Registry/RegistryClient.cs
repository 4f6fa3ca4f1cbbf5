using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>GET as registries want it: challenges answered, redirects followed without our credentials.</summary>
internal sealed class RegistryClient(RegistryLogin login, RegistryAddresses addresses, HttpMessageInvoker http)
{
    private const int MaxRedirects = 5;

    /// <summary>What worked last; a registry that no longer takes it challenges again.</summary>
    private readonly ConcurrentDictionary<ImageName, AuthenticationHeaderValue> accepted = new();

    public async Task<RegistryAnswer> GetAsync(ImageName image, string path, string accept, CancellationToken ct)
    {
        var address = new Uri(addresses.Of(image.Registry), $"/v2/{image.Repository}/{path}");
        var answer = await FollowAsync(address, accept, accepted.GetValueOrDefault(image), ct);
        if (answer.Status is not HttpStatusCode.Unauthorized ||
            await login.AnswerAsync(image, address, answer.Challenges, ct) is not { } authorization)
        {
            return answer;
        }

        answer = await FollowAsync(address, accept, authorization, ct);
        if (answer.Status is not HttpStatusCode.Unauthorized)
        {
            accepted[image] = authorization;
        }

        return answer;
    }

    private async Task<RegistryAnswer> FollowAsync(
        Uri address, string accept, AuthenticationHeaderValue? authorization, CancellationToken ct)
    {
        var at = address;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            request.Headers.UserAgent.Add(new("hecate-daemon", null));
            var atHome = at.Scheme == address.Scheme && at.Authority == address.Authority;
            request.Headers.Authorization = atHome ? authorization : null;
            using var response = await http.SendAsync(request, ct);
            if (NextOf(response, at) is not { } next)
            {
                var answer = await RegistryAnswer.ReadAsync(response, ct);
                return atHome ? answer : answer with { Challenges = [] };
            }

            at = addresses.MayLead(at, next)
                ? next
                : throw new OutsideWorldException(
                    $"{at.Authority} redirects to {next.Scheme}://{next.Authority}, which is not safe");
        }

        throw new OutsideWorldException(
            $"{address.Authority} redirected more than {MaxRedirects} times, the last time to {at.Authority}");
    }

    private static Uri? NextOf(HttpResponseMessage response, Uri at) => response switch
    {
        {
            StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or
                HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect,
            Headers.Location: { } location,
        } when Uri.TryCreate(at, location, out var next) => next,
        _ => null,
    };
}
