using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// The event log in EventStoreDB or KurrentDB. Positions are commit positions. An id that a stream has elsewhere is not
/// noticed here: a server looks for ids only where the expected version points to.
/// </summary>
internal sealed class EventStoreLog(EventStoreConnection connection, TimeProvider clock) : IEventLog, IEventLogHealth
{
    private readonly EventStoreStreams streams = new(connection);
    private volatile string? trouble;

    public string? Trouble => trouble;

    public async Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        EventLogLimits.CheckAppend(stream, expectedVersion, events);
        try
        {
            var outcome = await streams.AppendAsync(stream, expectedVersion, events, ct);
            trouble = null;
            return outcome;
        }
        catch (OutsideWorldException e)
        {
            trouble = e.Message;
            throw;
        }
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return ReadPagesAsync(
            stream,
            afterVersion,
            end: long.MaxValue,
            after => EventStoreReads.StreamFrom(stream, after + 1),
            stored => stored.Version,
            ct);
    }

    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        var (last, _) = await streams.ReadPageAsync("its last event", EventStoreReads.LastOfAll(), ct);
        if (last is [var end])
        {
            var pages = ReadPagesAsync(
                "all events", afterPosition, end.Position, EventStoreReads.AllFrom, stored => stored.Position, ct);
            await foreach (var stored in pages)
            {
                yield return stored;
            }
        }
    }

    public async IAsyncEnumerable<StoredEvent> SubscribeAsync(
        long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        using var subscription = new EventStoreSubscription(connection, afterPosition, clock, ct);
        while (true)
        {
            yield return await subscription.NextAsync();
        }
    }

    private async IAsyncEnumerable<StoredEvent> ReadPagesAsync(
        string what,
        long after,
        long end,
        Func<long, Wire.ReadReq> request,
        Func<StoredEvent, long> place,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var more = true;
        while (more && after < end)
        {
            (var page, more) = await streams.ReadPageAsync(what, request(after), ct);
            // A page of all events begins with the one that the last page ended with.
            foreach (var stored in page.Where(e => place(e) > after).ToList())
            {
                ct.ThrowIfCancellationRequested();
                after = place(stored);
                if (after > end)
                {
                    yield break;
                }

                yield return stored;
            }
        }
    }
}
