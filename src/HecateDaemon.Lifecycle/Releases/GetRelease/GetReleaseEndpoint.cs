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
        string division, string version, ShippingCatalogue catalogue, IReadCodeHistory code, CancellationToken ct)
    {
        if (!DivisionId.TryParse(division, out var id) || !catalogue.Divisions.TryGetValue(id, out var known))
        {
            return Problems.Unknown("there is no division of this name in the configuration");
        }

        if (!ReleaseVersion.TryParse(version, out var asked))
        {
            return Problems.Malformed($"the version must be {ReleaseVersion.Grammar}");
        }

        var report = await code.ReadAsync(known.CodeRepository, history => Check(history, known, asked), ct);
        return report is null
            ? Problems.Unknown("the code repository has no tag of this version that names a commit")
            : Answers.Ok(new ReleaseAnswer(report), ReleaseAnswersJson.Default.ReleaseAnswer);
    }

    private static ReleaseReport? Check(ICodeHistory history, Division division, ReleaseVersion version)
    {
        var audit = new ReleaseAudit(history, division.TagPrefix, ZeroRule.Cautious);
        var tag = ReleaseTag.Of(division, version);
        var found = audit.Lines.SelectMany(l => l.Releases.Select(r => (Line: l, Release: r))).FirstOrDefault(r => r.Release.Name.Name == tag);
        return found.Release is null ? null : audit.Check(found.Line, found.Release);
    }
}

/// <summary>A release, as the API tells it.</summary>
internal sealed record ReleaseAnswer(ReleaseReport Release) : Answer;
