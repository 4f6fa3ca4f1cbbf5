using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Facts;

/// <summary><c>POST /api/facts</c>: what other processes tell, as CloudEvents. What a fact says besides what we need is let be.</summary>
internal static class ReceiveFactEndpoint
{
    private const string Known = "debugging_concluded_v1";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/facts", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, FactBook facts, ShippingCatalogue catalogue, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadBodyAsync(context.Request, ct) is not { } body)
        {
            return Problems.TooLarge();
        }

        var (told, whyNot) = CloudEvent.Read(context.Request, body);
        if (told is null)
        {
            return Problems.Malformed(whyNot!);
        }

        if (told.Type != Known && !told.Type.EndsWith("." + Known, StringComparison.Ordinal))
        {
            return Problems.Malformed($"the CloudEvent's 'type' must be a fact that is known here: {Known}");
        }

        if (!DivisionId.TryParse(Text(told.Data, "division_id"), out var division))
        {
            return Problems.Malformed($"data.division_id must be {DivisionId.Grammar}");
        }

        if (!ReleaseVersion.TryParse(Text(told.Data, "version"), out var version))
        {
            return Problems.Malformed($"data.version must be {ReleaseVersion.Grammar}");
        }

        if (!catalogue.Divisions.ContainsKey(division))
        {
            return Problems.Unknown(Refusal.Because("division_unknown", $"no division '{division}' is configured"));
        }

        var fact = new DebuggingConcluded
        {
            DivisionId = division,
            Version = version,
            Source = told.Source,
            FactId = told.Id,
            Summary = Sentence.TryParse(Text(told.Data, "summary"), out var summary) ? summary.ToString() : null,
            HappenedAt = clock.GetUtcNow(),
        };
        var isNews = await facts.RecordAsync(fact, context.Caller(), ct);
        return Answers.Ok(new FactAnswer(division, version, isNews ? [Known] : []), FactAnswers.Default.FactAnswer);
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        var read = await request.BodyReader.ReadAtLeastAsync(Body.MaxBytes + 1, ct);
        var bytes = read.Buffer.Length > Body.MaxBytes ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return bytes;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What became of a fact: no event where it was known.</summary>
internal sealed record FactAnswer(DivisionId DivisionId, ReleaseVersion Version, IReadOnlyList<string> Events) : Answer;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FactAnswer))]
internal sealed partial class FactAnswers : JsonSerializerContext;
