using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Appends to streams and pages of reads. Names are not looked at here.</summary>
internal sealed class EventStoreStreams(EventStoreConnection connection)
{
    private const int PageBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Always at an explicit version: with any other expectation the server knows a repeat only as long as it runs.
    /// </summary>
    public Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var options = new AppendReq.Types.Options { StreamIdentifier = EventStoreEvents.Stream(stream) };
        if (expectedVersion < 0)
        {
            options.NoStream = new Empty();
        }
        else
        {
            options.Revision = (ulong)expectedVersion;
        }

        AppendReq[] request = [new() { Options = options }, .. events.Select(EventStoreEvents.Propose)];
        return connection.CallAsync($"append to {stream}", (node, given) => AppendAsync(node, request, given), ct);
    }

    /// <summary>The whole page is taken before anybody looks at it, so that a slow reader outlives no deadline.</summary>
    public Task<(List<StoredEvent> Events, bool More)> ReadPageAsync(string what, ReadReq request, CancellationToken ct) =>
        connection.CallAsync($"read {what}", (node, given) => ReadPageAsync(node, request, given), ct);

    private static async Task<AppendOutcome> AppendAsync(EventStoreNode node, AppendReq[] request, CancellationToken ct)
    {
        using var call = node.Streams.Append(node.Options(ct));
        try
        {
            foreach (var message in request)
            {
                await call.RequestStream.WriteAsync(message, ct);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server ended the call before it had read all: its answer says why.
        }

        var answer = await call.ResponseAsync;
        return answer.ResultCase switch
        {
            // Behind the events of a deleted stream the numbers go on: the answer knows them, the request does not.
            AppendResp.ResultOneofCase.Success => new AppendOutcome.Appended(
                (long)answer.Success.CurrentRevision, (long)(answer.Success.Position?.CommitPosition ?? 0)),
            AppendResp.ResultOneofCase.WrongExpectedVersion => new AppendOutcome.Conflict(
                answer.WrongExpectedVersion.HasCurrentRevision ? (long)answer.WrongExpectedVersion.CurrentRevision : -1),
            _ => throw new OutsideWorldException($"EventStoreDB at {node.EndPoint} answered an append with neither success nor conflict"),
        };
    }

    private static async Task<(List<StoredEvent> Events, bool More)> ReadPageAsync(
        EventStoreNode node, ReadReq request, CancellationToken ct)
    {
        using var call = node.Streams.Read(request, node.Options(ct));
        var page = new List<StoredEvent>();
        var bytes = 0;
        while (await call.ResponseStream.MoveNext(ct))
        {
            if (call.ResponseStream.Current is not { Event.Event: { } recorded })
            {
                continue;
            }

            page.Add(EventStoreEvents.Read(recorded));
            bytes += recorded.Data.Length + recorded.CustomMetadata.Length;
            // The first may be one that the reader has already: a page of it alone would lead nowhere.
            if (bytes >= PageBytes && page.Count > 1)
            {
                return (page, More: true);
            }
        }

        return (page, More: (ulong)page.Count == request.Options.Count);
    }
}
