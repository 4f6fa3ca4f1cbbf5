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
    public const int PageLength = 500;

    /// <summary>Neither EventStoreDB's own events nor the readers' checkpoints.</summary>
    private const string OurEvents = $@"^(?!\$|{EventStoreCheckpoints.EventType}$)";

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

    /// <summary>With the event at that position.</summary>
    public static ReadReq AllFrom(long position) =>
        Counted(PageLength, new Options { All = From(position), Filter = OnlyOurs() });

    /// <summary>Without the event at that position.</summary>
    public static ReadReq SubscribeAfter(long position) => Complete(new Options
    {
        All = From(position),
        Subscription = new SubscriptionOptions(),
        Filter = OnlyOurs(),
    });

    private static AllOptions From(long position) => position < 0
        ? new AllOptions { Start = new Empty() }
        : new AllOptions { Position = new Position { CommitPosition = (ulong)position, PreparePosition = (ulong)position } };

    private static FilterOptions OnlyOurs() => new()
    {
        EventType = new FilterOptions.Types.Expression { Regex = OurEvents },
        Max = 32,
        CheckpointIntervalMultiplier = 1,
    };

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
