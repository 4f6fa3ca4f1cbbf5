namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// The log that is the truth of this daemon: streams of events, each with versions 0, 1, 2 …, and one global order over
/// all of them. What was acknowledged is durable; an append is stored whole or not at all; nothing is ever changed.
/// A log that cannot be reached throws <see cref="Values.OutsideWorldException"/>, and the outcome is then unknown:
/// repeating the identical append is safe. So it is after a cancelled append. What no log takes, <see cref="EventLogLimits"/>
/// says: an empty append, for one.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Stores the events behind version <paramref name="expectedVersion"/> of the stream (-1: the stream has none yet).
    /// The identical append again (same ids, same expected version) answers as it did the first time. An id that the
    /// stream has elsewhere is a mistake of the caller's that no log need notice: EventStoreDB does not, and in SQLite an
    /// index of all ids would halve the rate of appends.
    /// </summary>
    Task<AppendOutcome> AppendAsync(
        string stream, long expectedVersion, IReadOnlyList<NewEvent> events, CancellationToken ct);

    /// <summary>The events of one stream with a version above <paramref name="afterVersion"/>, in order, to its present end.</summary>
    IAsyncEnumerable<StoredEvent> ReadStreamAsync(string stream, long afterVersion, CancellationToken ct);

    /// <summary>All events with a position above <paramref name="afterPosition"/> (-1: from the first), in order, to the present end.</summary>
    IAsyncEnumerable<StoredEvent> ReadAllAsync(long afterPosition, CancellationToken ct);

    /// <summary>As <see cref="ReadAllAsync"/>, but then waits for what comes, until cancelled.</summary>
    IAsyncEnumerable<StoredEvent> SubscribeAsync(long afterPosition, CancellationToken ct);
}
