using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HecateDaemon.Adapters.Web;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Ci;

/// <summary>
/// Reads a commit's statuses and check runs: CI systems report by either, and Actions only by the second. All of them must be
/// green; those that were skipped or are neutral do not count.
/// </summary>
internal sealed class GitHubStatus(OutgoingHttp http, CiAccess.GitHub access)
{
    private const int PageSize = 100;
    private const int MostPages = 10;

    private string Whom => $"CI at {access.Url.Authority}";

    public async Task<CiVerdict> AskAsync(CommitId commit, CancellationToken ct)
    {
        var statuses = await GetAsync($"commits/{commit}/status?per_page={PageSize}", CiJson.Default.CombinedStatusJson, ct);
        var checks = new List<CiCheck>(statuses?.Statuses?.OfType<CommitStatusJson>().Select(CiCheck.Of) ?? []);
        var runs = default(CheckRunsJson);
        for (var page = 1; page <= MostPages; page++)
        {
            runs = await GetAsync($"commits/{commit}/check-runs?filter=latest&per_page={PageSize}&page={page}", CiJson.Default.CheckRunsJson, ct);
            checks.AddRange(runs?.CheckRuns?.OfType<CheckRunJson>().Select(CiCheck.Of) ?? []);
            if (runs?.CheckRuns is not { Count: PageSize })
            {
                break;
            }
        }

        // Neither is known: that is what an API answers to whoever may not see the repository.
        return statuses is null && runs is null
            ? throw new OutsideWorldException(
                $"{Whom} knows neither {commit} nor perhaps {access.Repository}: was it pushed there, and may the token read it?")
            : CiCheck.Sum(checks, Whom);
    }

    /// <summary>Null: there is no such thing, be it the commit or the API.</summary>
    private async Task<T?> GetAsync<T>(string path, JsonTypeInfo<T> json, CancellationToken ct) where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(access.Url, $"repos/{access.Repository}/{path}"));
        request.Headers.Accept.Add(new("application/vnd.github+json"));
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        var (status, body) = await http.AskAsync(request, Whom, access.TokenFile, ct);
        return status switch
        {
            HttpStatusCode.OK => Read(body, json),
            HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity => null,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new OutsideWorldException(
                $"{Whom} does not let us see {access.Repository} ({(int)status}): the token may be missing, over, or asked for too often")
            { NeedsPerson = true },
            _ => throw new OutsideWorldException($"{Whom} answered {(int)status} when asked about {access.Repository}"),
        };
    }

    private T Read<T>(byte[] body, JsonTypeInfo<T> json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, json) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"{Whom} did not answer as GitHub's API does: {e.Message}", e);
        }
    }
}
