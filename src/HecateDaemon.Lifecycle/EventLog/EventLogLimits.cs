using System.Text;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>What every event log takes, so that one can stand in for another; a caller who exceeds it has a bug.</summary>
public static class EventLogLimits
{
    /// <summary>Characters in the name of a stream, an event type or a reader.</summary>
    public const int NameLength = 200;

    /// <summary>Bytes of one append, counted as EventStoreDB counts them: it takes no more by default.</summary>
    public const int AppendBytes = 1024 * 1024;

    public static void CheckAppend(string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
    {
        CheckStream(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(expectedVersion, -1);
        if (events is [] || events.DistinctBy(e => e.Id).Count() != events.Count)
        {
            throw new ArgumentException($"an append to '{stream}' has events, each with its own id", nameof(events));
        }

        foreach (var happened in events)
        {
            CheckName(happened.Type, nameof(events));
            CheckIsNotTheServersOwn(happened.Type, nameof(events));
        }

        if (!Fits(events))
        {
            throw new ArgumentException($"{Bytes(events)} bytes for '{stream}' are over {AppendBytes}", nameof(events));
        }
    }

    /// <summary>Whether they are few enough for one append.</summary>
    public static bool Fits(IEnumerable<NewEvent> events) => Bytes(events) <= AppendBytes;

    public static void CheckStream(string stream)
    {
        CheckName(stream, nameof(stream));
        CheckIsNotTheServersOwn(stream, nameof(stream));
    }

    public static void CheckReader(string reader) => CheckName(reader, nameof(reader));

    /// <summary>Names that begin with <c>$</c> belong to EventStoreDB itself.</summary>
    private static void CheckIsNotTheServersOwn(string name, string argument)
    {
        if (name[0] == '$')
        {
            throw new ArgumentException("the name of a stream or of an event type does not begin with '$'", argument);
        }
    }

    private static long Bytes(IEnumerable<NewEvent> events) =>
        events.Sum(e => e.Data.Length + e.Metadata.Length + (2L * e.Type.Length));

    private static void CheckName(string name, string argument)
    {
        // A lone surrogate enumerates as the replacement character: it would be read back as something else.
        if (name.Length is 0 or > NameLength
            || name.EnumerateRunes().Any(r => Rune.IsControl(r) || r == Rune.ReplacementChar))
        {
            throw new ArgumentException($"a name has 1 to {NameLength} characters, none a control character", argument);
        }
    }
}
