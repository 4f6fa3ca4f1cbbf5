using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// <c>GET /api/events?type=&amp;division_id=&amp;environment=</c>: everything that happened and happens, as server-sent events
/// whose ids are positions of the log. Read as fast as the client takes it and no faster.
/// </summary>
internal static class AllEventsEndpoint
{
    /// <summary>A filter that lets little through shall not make a client that comes back begin far behind.</summary>
    private const int BookmarkEvery = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/events", (HttpRequest request, IEventLog log) =>
    {
        var filter = EventFilter.Of(request.Query);
        return new ServerSentEvents((after, ct) => FollowAsync(log, filter, after, ct));
    });

    private static async IAsyncEnumerable<ServerSentEvent> FollowAsync(
        IEventLog log, EventFilter filter, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        var skipped = 0;
        await foreach (var stored in log.SubscribeAsync(after, ct))
        {
            if (filter.Matches(stored))
            {
                skipped = 0;
                yield return new(stored.Position, stored.Type, EventDocument.Of(stored).ToJson());
            }
            else if (++skipped == BookmarkEvery)
            {
                skipped = 0;
                yield return ServerSentEvent.Bookmark(stored.Position);
            }
        }
    }
}
