using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary><c>POST /api/projections/rebuild</c>: answers when the rebuilt projections are in place.</summary>
internal static class RebuildEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/projections/rebuild", RebuildAsync);

    private static async Task<IResult> RebuildAsync(ProjectionRunner projections, CancellationToken ct) =>
        Answers.Ok(new RebuiltAnswer(await projections.RebuildAsync(ct)), RebuiltAnswers.Default.RebuiltAnswer);
}

internal sealed record RebuiltAnswer(Rebuilt Rebuilt) : Answer;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RebuiltAnswer))]
internal sealed partial class RebuiltAnswers : JsonSerializerContext;
