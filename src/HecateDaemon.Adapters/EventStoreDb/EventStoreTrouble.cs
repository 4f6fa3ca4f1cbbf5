using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// The last append that failed, until a later one is answered. Where nobody appends it asks by itself, ever more seldom,
/// with an append that stores nothing: it expects an event in a stream that has none, and the leader refuses it.
/// </summary>
internal sealed class EventStoreTrouble(EventStoreStreams streams, EventStoreNames names, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly NewEvent Refused =
        new(new Guid("9d5c6a1e-43d7-4f0e-8a57-6f5c1b0c2e34"), "hecate_tried_v1", "{}"u8.ToArray(), "{}"u8.ToArray());

    private readonly Lock gate = new();
    private volatile string? sentence;
    private bool isAsking;

    /// <summary>One sentence, or null.</summary>
    public string? Sentence => sentence;

    public void Over() => sentence = null;

    public void Is(OutsideWorldException seen)
    {
        lock (gate)
        {
            sentence = seen.Message;
            if (!isAsking)
            {
                isAsking = true;
                _ = AskAsync();
            }
        }
    }

    /// <summary>Ends with the trouble, or with the connection.</summary>
    private async Task AskAsync()
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, clock, CancellationToken.None);
            if (!IsStillThere())
            {
                return;
            }

            try
            {
                var asked = new EventStoreAppend(names.Untouched, expectedVersion: 0, [Refused]);
                await streams.AppendAsync(asked, CancellationToken.None);
                Over();
            }
            catch (OutsideWorldException)
            {
                // What the first append that failed was told is said until then.
            }
        }
    }

    private bool IsStillThere()
    {
        lock (gate)
        {
            return isAsking = sentence is not null;
        }
    }
}
