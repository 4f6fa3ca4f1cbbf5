using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using RecordedEvent = HecateDaemon.Adapters.EventStoreDb.Wire.ReadResp.Types.ReadEvent.Types.RecordedEvent;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Appends to streams and pages of reads. Names are not looked at here.</summary>
internal sealed class EventStoreStreams(EventStoreConnection connection)
{
    private const int PageBytes = 4 * 1024 * 1024;

    public async Task<AppendOutcome> AppendAsync(EventStoreAppend append, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var outcome = await connection.CallAsync(
            $"append to {append.Stream}", (node, given) => AppendAsync(node, append, given), ct);
        if (outcome is AppendOutcome.Appended appended)
        {
            connection.Acknowledge(appended.Position);
        }

        return outcome;
    }

    /// <summary>The whole page is taken before anybody looks at it, so that a slow reader outlives no deadline.</summary>
    public Task<EventStorePage> ReadPageAsync(string what, ReadReq request, CancellationToken ct) =>
        connection.CallAsync($"read {what}", (node, given) => ReadPageAsync(node, request, given), ct);

    private async Task<AppendOutcome> AppendAsync(EventStoreNode node, EventStoreAppend append, CancellationToken ct) =>
        await node.BatchAsync(ct) is { } batch
            ? EventStoreAppend.Read(await batch.AppendAsync(append.AmongOthers(connection.Settings.DefaultDeadline), ct))
            : EventStoreAppend.Read(await AppendAloneAsync(node, append, ct));

    private static async Task<AppendResp> AppendAloneAsync(EventStoreNode node, EventStoreAppend append, CancellationToken ct)
    {
        using var call = node.Streams.Append(node.Options(ct));
        try
        {
            foreach (var message in append.Alone())
            {
                await call.RequestStream.WriteAsync(message, ct);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server ended the call before it had read all: its answer says why.
        }

        return await call.ResponseAsync;
    }

    private async Task<EventStorePage> ReadPageAsync(EventStoreNode node, ReadReq request, CancellationToken ct)
    {
        await node.ReachAsync(connection.Acknowledged, ct);
        using var call = node.Streams.Read(request, node.Options(ct));
        var page = new List<RecordedEvent>();
        var bytes = 0;
        while (bytes < PageBytes && await call.ResponseStream.MoveNext(ct))
        {
            if (call.ResponseStream.Current is { Event.Event: { } recorded })
            {
                page.Add(recorded);
                bytes += recorded.Data.Length + recorded.CustomMetadata.Length;
            }
        }

        return new EventStorePage(page, HasMore: bytes >= PageBytes || (ulong)page.Count == request.Options.Count);
    }
}
