using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>GET /api/holds?division_id=&amp;environment=</c>: the versions that are held back, newest first.</summary>
internal static class GetHoldsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/holds", Get);

    private static IResult Get(HttpRequest request, HoldsView view, ProjectionRunner projections)
    {
        if (projections.NotReadyBecause is { } reason)
        {
            return Problems.Unavailable($"the list is not whole yet: {reason}");
        }

        var (position, query) = (projections.Position, request.Query);
        var holds = view.All
            .Where(h => IsWanted(query["division_id"], h.Held.DivisionId.ToString()) && IsWanted(query["environment"], h.Held.Environment.ToString()))
            .Select(HoldDocument.Of);
        return Answers.Ok(new HoldsAnswer([.. holds], position), DeploymentAnswers.Default.HoldsAnswer);
    }

    private static bool IsWanted(string? wanted, string actual) => string.IsNullOrEmpty(wanted) || wanted == actual;
}

/// <summary>Whole up to the log's position.</summary>
internal sealed record HoldsAnswer(IReadOnlyList<HoldDocument> Holds, long Position) : Answer;

/// <summary>A hold as the API tells it; it is lifted by the deployment that was rolled back.</summary>
internal sealed record HoldDocument
{
    public required DeploymentId DeploymentId { get; init; }

    public required DivisionId DivisionId { get; init; }

    public required EnvironmentName Environment { get; init; }

    public required ReleaseVersion Version { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who decided the rollback.</summary>
    public required Actor Actor { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset HeldAt { get; init; }

    public static HoldDocument Of(Hold hold) => new()
    {
        DeploymentId = hold.Held.DeploymentId,
        DivisionId = hold.Held.DivisionId,
        Environment = hold.Held.Environment,
        Version = hold.Held.Version,
        Reason = hold.Held.Reason,
        Actor = hold.By,
        HeldAt = hold.Held.HappenedAt,
    };
}
