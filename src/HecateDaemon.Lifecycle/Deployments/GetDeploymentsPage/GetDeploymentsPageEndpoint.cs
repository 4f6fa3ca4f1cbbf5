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
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments", GetAsync);

    private static async Task<IResult> GetAsync(
        HttpRequest request, DeploymentsView view, ProjectionRunner projections, DeploymentStreams streams, CancellationToken ct)
    {
        var state = Phase.Unborn;
        var query = request.Query;
        if (query["state"].ToString() is { Length: > 0 } word && !TryPhase(word, out state))
        {
            return Problems.Malformed("state must be one of pending, active, paused, completed");
        }

        if (PageAsked.In(query, out var problem) is not { } asked)
        {
            return problem!;
        }

        if (projections.NotReadyBecause is { } reason)
        {
            return Problems.Unavailable($"the list is not whole yet: {reason}");
        }

        var position = projections.Position;
        var found = view.Page(
            d => Matches(query["division_id"], d.DivisionId.ToString()) && Matches(query["environment"], d.Environment.ToString()) &&
                 (state is Phase.Unborn || d.Phase == state),
            asked.Before,
            asked.Limit + 1);
        var (shown, next) = asked.Cut(found, d => d.Position);
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

    private static bool Matches(string? wanted, string actual) => string.IsNullOrEmpty(wanted) || wanted == actual;
}
