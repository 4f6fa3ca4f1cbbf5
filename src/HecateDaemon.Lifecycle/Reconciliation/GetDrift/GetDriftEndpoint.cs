using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary><c>GET /api/drift?environment=</c>: the drift of one environment or of all.</summary>
internal static class GetDriftEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/drift", Get);

    private static IResult Get(string? environment, ShippingCatalogue catalogue, DriftView view)
    {
        var names = catalogue.Environments.Values.Where(e => e.Cluster is not null && (environment is null || e.Name.ToString() == environment))
            .Select(e => e.Name).OrderBy(n => n.ToString(), StringComparer.Ordinal).ToList();
        return names is [] && environment is not null
            ? Problems.Unknown("there is no environment of this name with a cluster; without a name all are told")
            : Answers.Ok(new DriftAnswer([.. names.Select(view.Of)]), ReconciliationJson.Default.DriftAnswer);
    }
}

internal sealed record DriftAnswer(IReadOnlyList<EnvironmentDrift> Environments) : Answer;

/// <summary>An environment's drift, as the API tells it.</summary>
public sealed record EnvironmentDrift
{
    public required EnvironmentName Environment { get; init; }

    /// <summary>The head of the GitOps branch at the last look; with <see cref="ComparedAt"/> null before the first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CommitId? Revision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? ComparedAt { get; init; }

    /// <summary>Whose state could not be told, and why: neither drift nor its absence is known there.</summary>
    public required IReadOnlyList<string> CannotTell { get; init; }

    public required IReadOnlyList<OpenDrift> Drift { get; init; }
}

/// <summary>A difference that there still is.</summary>
public sealed record OpenDrift
{
    public required Drift Drift { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Summary { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public required DateTimeOffset DetectedAt { get; init; }
}
