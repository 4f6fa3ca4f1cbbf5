using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// GET and HEAD as registries want them: challenges answered, busy ones asked again, redirects followed without our
/// credentials.
/// </summary>
internal sealed class RegistryClient(
    RegistryLogin login, RegistryAddresses addresses, RegistryPatience patience, HttpMessageInvoker http)
{
    private const int MaxRedirects = 5;

    /// <summary>What worked last; a registry that no longer takes it challenges again.</summary>
    private readonly ConcurrentDictionary<ImageName, AuthenticationHeaderValue> accepted = new();

    public Task<RegistryAnswer> AskAsync(HttpMethod method, ImageName image, string path, string accept, CancellationToken ct)
    {
        var question = new Question(method, new(addresses.Of(image.Registry), $"/v2/{image.Repository}/{path}"), accept);
        return patience.AskAsync(() => AuthorizedAsync(question, image, ct), ct);
    }

    private async Task<RegistryAnswer> AuthorizedAsync(Question question, ImageName image, CancellationToken ct)
    {
        var answer = await FollowAsync(question, accepted.GetValueOrDefault(image), ct);
        if (answer.Status is not HttpStatusCode.Unauthorized ||
            await login.AnswerAsync(image, question.Address, answer.Challenges, ct) is not { } authorization)
        {
            return answer;
        }

        answer = await FollowAsync(question, authorization, ct);
        if (answer.Status is not HttpStatusCode.Unauthorized)
        {
            accepted[image] = authorization;
        }

        return answer;
    }

    private async Task<RegistryAnswer> FollowAsync(
        Question question, AuthenticationHeaderValue? authorization, CancellationToken ct)
    {
        var home = question.Address;
        var at = home;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(question.Method, at);
            request.Headers.TryAddWithoutValidation("Accept", question.Accept);
            request.Headers.UserAgent.Add(new("hecate-daemon", null));
            var atHome = at.Scheme == home.Scheme && at.Authority == home.Authority;
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
            $"{home.Authority} redirected more than {MaxRedirects} times, the last time to {at.Authority}");
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

    private sealed record Question(HttpMethod Method, Uri Address, string Accept);
}
