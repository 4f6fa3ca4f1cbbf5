using System.Runtime.CompilerServices;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// The event log in EventStoreDB or KurrentDB. Positions are commit positions. Ids are looked for only where the expected
/// version points to.
/// </summary>
internal sealed class EventStoreLog(EventStoreConnection connection, EventStoreNames names, TimeProvider clock)
    : IEventLog, IEventLogHealth
{
    private readonly EventStoreStreams streams = new(connection);
    private readonly EventStoreTrouble trouble = new(new EventStoreStreams(connection), names, clock);

    public string? Trouble => trouble.Sentence;

    public async Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct)
    {
        EventLogLimits.CheckAppend(stream, expectedVersion, events);
        try
        {
            var outcome = await streams.AppendAsync(new EventStoreAppend(names.StreamOf(stream), expectedVersion, events), ct);
            trouble.Over();
            return outcome;
        }
        catch (OutsideWorldException e)
        {
            trouble.Is(e);
            throw;
        }
    }

    public IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct)
    {
        EventLogLimits.CheckStream(stream);
        return ReadPagesAsync(names.StreamOf(stream), afterVersion, ct);
    }

    /// <summary>
    /// A subscription to the present end, because it tells how far it has come: a counted read that finds nothing of ours
    /// among a million events of others is silent for longer than any deadline.
    /// </summary>
    public async IAsyncEnumerable<StoredEvent> ReadAllAsync(
        long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = await streams.ReadPageAsync("its last event", EventStoreReads.LastOfAll(), ct);
        var end = last.Events is [var recorded] ? (long)recorded.CommitPosition : -1;
        using var subscription = new EventStoreSubscription(connection, names, afterPosition, clock, ct);
        while (await subscription.NextAsync(end) is { } stored)
        {
            yield return stored;
        }
    }

    public async IAsyncEnumerable<StoredEvent> SubscribeAsync(
        long afterPosition, [EnumeratorCancellation] CancellationToken ct)
    {
        using var subscription = new EventStoreSubscription(connection, names, afterPosition, clock, ct);
        while (await subscription.NextAsync(end: null) is { } stored)
        {
            yield return stored;
        }
    }

    private async IAsyncEnumerable<StoredEvent> ReadPagesAsync(
        string stream, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var more = after < long.MaxValue; more;)
        {
            (var page, more) = await streams.ReadPageAsync(stream, EventStoreReads.StreamFrom(stream, after + 1), ct);
            foreach (var recorded in page)
            {
                ct.ThrowIfCancellationRequested();
                after = (long)recorded.StreamRevision;
                if (EventStoreEvents.IsAnEvent(recorded))
                {
                    yield return EventStoreEvents.Read(recorded, names);
                }
            }
        }
    }
}
