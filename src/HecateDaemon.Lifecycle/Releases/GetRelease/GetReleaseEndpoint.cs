using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary><c>GET /api/releases/{division}/{version}</c>: the release's tag checked, as <c>hecate-daemon release check</c> does.</summary>
internal static class GetReleaseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/releases/{division}/{version}", GetAsync);

    private static async Task<IResult> GetAsync(
        string division, string version, ShippingCatalogue catalogue, ReleaseChecks releases, CancellationToken ct)
    {
        if (!DivisionId.TryParse(division, out var id) || !catalogue.Divisions.TryGetValue(id, out var known))
        {
            return Problems.Unknown("there is no division of this name in the configuration");
        }

        if (!ReleaseVersion.TryParse(version, out var asked))
        {
            return Problems.Malformed($"the version must be {ReleaseVersion.Grammar}");
        }

        var report = await releases.CheckAsync(known, asked, ct);
        return report is null
            ? Problems.Unknown("the code repository has no tag of this version that names a commit")
            : Answers.Ok(new ReleaseAnswer(report), ReleaseAnswersJson.Default.ReleaseAnswer);
    }
}

/// <summary>A release, as the API tells it.</summary>
internal sealed record ReleaseAnswer(ReleaseReport Release) : Answer;
