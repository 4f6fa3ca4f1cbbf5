using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary><c>GET /api/parked</c>, and <c>POST /api/parked/retry</c> for all of it, one reader's, one stream's, or both.</summary>
internal static class ParkedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/parked", (ParkedEvents parked) => Tell(parked, retried: null));
        routes.MapPost("/api/parked/retry", RetryAsync);
    }

    private static async Task<IResult> RetryAsync(
        HttpContext context, ParkedEvents parked, IEnumerable<IRetryParked> readers, TimeProvider clock, CancellationToken ct)
    {
        var body = await Body.ReadAsync(context, RetryRequests.Default.RetryRequest, ct);
        if (!body.TryGet(out var wanted, out var problem) || !RequestId.TryGet(context, clock, out var id, out problem))
        {
            return problem;
        }

        var chosen = parked.All
            .Where(p => (wanted.Reader ?? p.Reader) == p.Reader && (wanted.Stream ?? p.Stream) == p.Stream)
            .ToList();
        foreach (var reader in readers)
        {
            await reader.RetryAsync(chosen, Issued.ByCaller(id, context.Caller(), clock.GetUtcNow()), ct);
        }

        return Tell(parked, chosen.Count);
    }

    private static IResult Tell(ParkedEvents parked, int? retried) =>
        Answers.Ok(new ParkedAnswer(retried, parked.All), ParkedAnswers.Default.ParkedAnswer);
}

internal sealed record RetryRequest(string? Reader = null, string? Stream = null);

/// <summary>What is parked now; after a retry also how many events were tried.</summary>
internal sealed record ParkedAnswer(int? Retried, IReadOnlyList<ParkedEvent> Parked) : Answer;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RetryRequest))]
internal sealed partial class RetryRequests : JsonSerializerContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ParkedAnswer))]
internal sealed partial class ParkedAnswers : JsonSerializerContext;
