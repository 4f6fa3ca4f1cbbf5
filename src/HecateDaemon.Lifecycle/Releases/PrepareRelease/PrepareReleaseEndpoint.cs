using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// <c>POST /api/releases/{division}/prepare</c>: what must change in the code repository for a release, as patches. The
/// daemon never writes there.
/// </summary>
internal static class PrepareReleaseEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/releases/{division}/prepare", PrepareAsync);

    private static async Task<IResult> PrepareAsync(
        string division, HttpContext context, ShippingCatalogue catalogue, IReadCodeHistory code, TimeProvider clock, CancellationToken ct)
    {
        if (!DivisionId.TryParse(division, out var id) || !catalogue.Divisions.TryGetValue(id, out var known))
        {
            return Problems.Unknown("there is no division of this name in the configuration");
        }

        var body = await Body.ReadAsync(context, ReleaseRequestsJson.Default.PrepareRequest, ct);
        if (!body.TryGet(out var request, out var instead))
        {
            return instead;
        }

        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var prepared = await code.ReadAsync(known.CodeRepository, new(known.VersionFiles), history => Prepare(history, known, request.Version, day), ct);
        return Answers.Ok(prepared, ReleaseAnswersJson.Default.PreparedAnswer);
    }

    private static PreparedAnswer Prepare(ICodeHistory history, Division division, ReleaseVersion version, DateOnly day)
    {
        var number = VersionNumber.TryParse(version.ToString(), out var parsed) ? parsed : throw new InvalidOperationException($"{version} is no version");
        var audit = new ReleaseAudit(history, division.TagPrefix, division.BelowOne);
        var plan = audit.Plan(number, TagName.ComponentOf(division.TagPrefix), division.TagPrefix);
        var here = history.FilesAt(history.Head!.Value).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var files = plan.Paths
            .Select(path => plan.Prepare(path, here.TryGetValue(path, out var file) ? history.Read(file) : null, day))
            .OfType<PreparedFile>();
        return new(plan.Tag, plan.Notes, [.. files.Select(f => new PreparedPatch(f.Path, f.Diff))]);
    }
}

internal sealed record PrepareRequest(ReleaseVersion Version);

/// <summary>A release that could be made: its tag, its notes, and a patch for each file.</summary>
internal sealed record PreparedAnswer(string Tag, string Notes, IReadOnlyList<PreparedPatch> Files) : Answer;

internal sealed record PreparedPatch(string Path, string Diff);
