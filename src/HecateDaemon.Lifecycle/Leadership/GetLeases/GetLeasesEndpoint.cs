using System.Text.Json.Serialization;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Leadership;

/// <summary><c>GET /api/leases</c>: which daemon acts for which environment, as this one last saw it.</summary>
internal static class GetLeasesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/leases", (ShippingCatalogue catalogue, LeaderGuard guard, DaemonIdentity self) => Answers.Ok(
            new LeasesAnswer(self.Name,
            [
                .. catalogue.Environments.Values
                    .OrderBy(e => e.Name.ToString(), StringComparer.Ordinal)
                    .Select(e => Tell(e.Name, catalogue.LeadershipOf(e), guard)),
            ]),
            LeaseAnswers.Default.LeasesAnswer));

    private static LeaseDocument Tell(EnvironmentName environment, LeaderElection leadership, LeaderGuard guard)
    {
        var election = guard.ElectionOf(environment);
        var held = election?.Seen is { Holder.Length: > 0 } seen ? seen : null;
        return new()
        {
            Environment = environment,
            Leadership = leadership,
            ActsHere = guard.ActsFor(environment),
            Holder = held?.Holder,
            AcquiredAt = held?.AcquiredAt,
            RenewedAt = held?.RenewedAt,
            Transitions = held?.Transitions,
            Trouble = election?.Trouble,
        };
    }
}

internal sealed record LeasesAnswer(string Daemon, IReadOnlyList<LeaseDocument> Leases) : Answer;

/// <summary>Who acts for an environment. Without a lease it is this daemon, which is the only one.</summary>
internal sealed record LeaseDocument
{
    public required EnvironmentName Environment { get; init; }

    public required LeaderElection Leadership { get; init; }

    public required bool ActsHere { get; init; }

    public string? Holder { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? AcquiredAt { get; init; }

    [JsonConverter(typeof(UnixMillisecondsJsonConverter))]
    public DateTimeOffset? RenewedAt { get; init; }

    public int? Transitions { get; init; }

    /// <summary>Why the lease could not be looked at or renewed the last time.</summary>
    public string? Trouble { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeasesAnswer))]
internal sealed partial class LeaseAnswers : JsonSerializerContext;
