using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Observation;

/// <summary><c>GET /api/deployments/{id}/observation</c>: the baseline, what was seen since, and what that comes to; as far as it is recorded.</summary>
internal static class GetObservationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments/{id}/observation", GetAsync);

    private static async Task<IResult> GetAsync(string id, DeploymentStreams streams, CancellationToken ct) =>
        DeploymentId.TryParse(id, out var deployment) && await streams.LoadAsync(deployment, ct) is { Last: not null } loaded
            ? Answers.Ok(Answer(loaded.State), ObservationAnswers.Default.ObservationAnswer)
            : DeploymentEndpoint.UnknownId();

    private static ObservationAnswer Answer(Deployment seen) => new(
        seen.Baseline is { } baseline ? new(baseline.Of, baseline.HappenedAt, baseline.Figures, baseline.Evidence) : null,
        seen switch
        {
            { Observed: { } passed } => new(passed.Figures, EndsAt: null, ObservationOutcome.Passed, passed.Evidence, passed.Comparisons ?? []),
            { Failure: ObservationFailed failed } => new(failed.Figures, EndsAt: null, ObservationOutcome.Failed, failed.Reason, failed.Comparisons ?? []),
            { Observing: ObservationInconclusive pending } =>
                new(pending.Figures, pending.EndsAt, ObservationOutcome.Inconclusive, pending.Reason, pending.Comparisons),
            { Observing: { } pending } => new(pending.Figures, pending.EndsAt, Outcome: null, pending.WaitingFor, []),
            _ => null,
        });
}

internal sealed record ObservationAnswer(BaselineSeen? Baseline, WindowSeen? Window) : Answer;

/// <summary>How the release before behaved.</summary>
internal sealed record BaselineSeen(
    ReleaseVersion? Version,
    [property: JsonConverter(typeof(UnixMillisecondsJsonConverter))] DateTimeOffset TakenAt,
    ObservationFigures? Figures,
    string Evidence);

/// <summary>What was seen in the window; no outcome while it is open.</summary>
internal sealed record WindowSeen(
    ObservationFigures? Figures,
    [property: JsonConverter(typeof(UnixMillisecondsJsonConverter))] DateTimeOffset? EndsAt,
    ObservationOutcome? Outcome,
    string Evidence,
    IReadOnlyList<ObservationComparison> Comparisons);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObservationAnswer))]
internal sealed partial class ObservationAnswers : JsonSerializerContext;
