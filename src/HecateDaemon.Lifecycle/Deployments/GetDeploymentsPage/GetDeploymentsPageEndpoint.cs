using System.Globalization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>GET /api/deployments?division_id=&amp;environment=&amp;state=&amp;limit=50&amp;cursor=</c></summary>
internal static class GetDeploymentsPageEndpoint
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments", GetAsync);

    private static async Task<IResult> GetAsync(
        HttpRequest request, DeploymentsView view, ProjectionRunner projections, DeploymentStreams streams, CancellationToken ct)
    {
        if (projections.NotReadyBecause is { } reason)
        {
            return Problems.Unavailable($"the list is not whole yet: {reason}");
        }

        var state = Phase.Unborn;
        var limit = (long)DefaultLimit;
        var cursor = long.MaxValue;
        var query = request.Query;
        if (query["state"].ToString() is { Length: > 0 } word && !TryPhase(word, out state))
        {
            return Problems.Malformed("state must be one of pending, active, paused, completed");
        }

        if (!TryNumber(query["limit"], ref limit) || limit is < 1 or > MaxLimit)
        {
            return Problems.Malformed($"limit must be a number from 1 to {MaxLimit}");
        }

        if (!TryNumber(query["cursor"], ref cursor))
        {
            return Problems.Malformed("cursor must be one that an earlier page gave");
        }

        var position = projections.Position;
        var page = view.Page(
            d => Matches(query["division_id"], d.DivisionId.ToString()) && Matches(query["environment"], d.Environment.ToString()) &&
                 (state is Phase.Unborn || d.Phase == state),
            cursor,
            (int)limit + 1);
        var shown = page.Take((int)limit).ToList();
        var next = page.Count > shown.Count ? shown[^1].Position.ToString(CultureInfo.InvariantCulture) : null;
        var documents = new List<DeploymentDocument>(shown.Count);
        foreach (var listed in shown)
        {
            // Its stream may be ahead of the list.
            if (await LookAsync(listed, streams, ct) is var seen && (state is Phase.Unborn || seen.State == state))
            {
                documents.Add(seen);
            }
        }

        return Answers.Ok(new DeploymentsPage(documents, next, position), DeploymentAnswers.Default.DeploymentsPage);
    }

    /// <summary>One deployment that cannot be read does not take the others with it.</summary>
    private static async Task<DeploymentDocument> LookAsync(Listed listed, DeploymentStreams streams, CancellationToken ct)
    {
        try
        {
            return DeploymentDocument.Of((await streams.LoadAsync(listed.Id, ct)).State);
        }
        catch (InvalidDataException e)
        {
            return DeploymentDocument.Unreadable(listed, e.Message);
        }
    }

    private static bool TryPhase(string word, out Phase phase)
    {
        phase = Enum.GetValues<Phase>().FirstOrDefault(p => p.Word() == word);
        return phase is not Phase.Unborn;
    }

    private static bool TryNumber(string? given, ref long number) =>
        string.IsNullOrEmpty(given) || long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Matches(string? wanted, string actual) => string.IsNullOrEmpty(wanted) || wanted == actual;
}
