using HecateDaemon.Adapters.EventStoreDb.Wire;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types;
using static HecateDaemon.Adapters.EventStoreDb.Wire.ReadReq.Types.Options.Types;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// The requests that read. Each sets every option: where one is missing, the server refuses, hangs until the deadline
/// (<c>uuid_option</c>, a window of 0) or throws.
/// </summary>
internal static class EventStoreReads
{
    private const int PageLength = 500;

    /// <summary>How many events of others are passed over before the server says how far it has come.</summary>
    private const int Window = 1000;

    public static ReadReq StreamFrom(string stream, long version) => Counted(PageLength, new Options
    {
        Stream = new StreamOptions { StreamIdentifier = EventStoreEvents.Stream(stream), Revision = (ulong)version },
        NoFilter = new Empty(),
    });

    public static ReadReq LastOf(string stream) => Counted(1, new Options
    {
        Stream = new StreamOptions { StreamIdentifier = EventStoreEvents.Stream(stream), End = new Empty() },
        ReadDirection = ReadDirection.Backwards,
        NoFilter = new Empty(),
    });

    public static ReadReq LastOfAll() => Counted(1, new Options
    {
        All = new AllOptions { End = new Empty() },
        ReadDirection = ReadDirection.Backwards,
        NoFilter = new Empty(),
    });

    /// <summary>Without the event at that position; null: from the first.</summary>
    public static ReadReq SubscribeAfter(Position? position, EventStoreNames names) => Complete(new Options
    {
        All = position is null ? new AllOptions { Start = new Empty() } : new AllOptions { Position = position },
        Subscription = new SubscriptionOptions(),
        Filter = new FilterOptions
        {
            StreamIdentifier = new FilterOptions.Types.Expression { Prefix = { names.Prefix } },
            Max = Window,
            CheckpointIntervalMultiplier = 1,
        },
    });

    private static ReadReq Counted(ulong count, Options options)
    {
        options.Count = count;
        return Complete(options);
    }

    private static ReadReq Complete(Options options)
    {
        options.UuidOption = new UUIDOption { Structured = new Empty() };
        options.ControlOption = new ControlOption { Compatibility = 1 };
        return new ReadReq { Options = options };
    }
}
