using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary><c>GET /api/deployments/{id}/events</c>: all events as JSON, or from <c>Last-Event-ID</c> on as server-sent events (ids are stream versions).</summary>
internal static class StreamEventsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/deployments/{id}/events", GetAsync);

    private static async Task<IResult> GetAsync(string id, HttpRequest request, IEventLog log, CancellationToken ct)
    {
        if (!DeploymentId.TryParse(id, out var deployment))
        {
            return DeploymentEndpoint.UnknownId();
        }

        var stream = DeploymentStreams.NameOf(deployment);
        var events = new List<EventDocument>();
        await foreach (var stored in log.ReadStreamAsync(stream, afterVersion: -1, ct))
        {
            events.Add(EventDocument.Of(stored));
        }

        return events.Count == 0 ? DeploymentEndpoint.UnknownId()
            : ServerSentEvents.AreWantedBy(request) ? Follow(log, stream, events[^1].Position)
            : Answers.Ok(new EventsAnswer(events), DeploymentAnswers.Default.EventsAnswer);
    }

    /// <summary>By itself, so that a stream that stays open for days keeps none of the events that were read before it.</summary>
    private static ServerSentEvents Follow(IEventLog log, string stream, long known) =>
        new((after, stop) => FollowAsync(log, stream, after, known, stop));

    private static async IAsyncEnumerable<ServerSentEvent> FollowAsync(
        IEventLog log, string stream, long after, long known, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var stored in log.ReadStreamAsync(stream, after, ct))
        {
            if (stored.Position <= known)
            {
                yield return Show(stored);
            }
        }

        await foreach (var stored in log.SubscribeAsync(known, ct))
        {
            if (stored.Stream == stream && stored.Version > after)
            {
                yield return Show(stored);
            }
        }
    }

    private static ServerSentEvent Show(StoredEvent stored) => new(stored.Version, stored.Type, EventDocument.Of(stored).ToJson());
}
