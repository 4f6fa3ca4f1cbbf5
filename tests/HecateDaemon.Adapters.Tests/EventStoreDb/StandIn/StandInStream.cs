using System.Text.Json;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>One stream: its records, and what its metadata hides of them.</summary>
internal sealed class StandInStream
{
    private long? maxCount;

    public List<StandInRecord> Records { get; } = [];

    public bool IsTombstoned { get; set; }

    /// <summary><c>$tb</c>: <see cref="long.MaxValue"/> is what a soft delete writes.</summary>
    public long TruncateBefore { get; set; }

    public bool IsSoftDeleted => TruncateBefore == long.MaxValue;

    public long Last => Records.Count - 1;

    private long FirstVisible => Math.Max(TruncateBefore, maxCount is { } count ? Last - count + 1 : 0);

    public IEnumerable<StandInRecord> Visible() => Records.Where(IsVisible);

    public bool IsVisible(StandInRecord record) => record.Revision >= FirstVisible;

    /// <summary>The last of what is there already: only ids are compared, behind the expected version, and a prefix will do.</summary>
    public StandInRecord? Repeated(long expected, IReadOnlyList<AppendReq.Types.ProposedMessage> messages)
    {
        if (expected >= Last)
        {
            return null;
        }

        var there = Records.Skip((int)expected + 1).Take(messages.Count).ToList();
        return there.Select(r => r.Id).SequenceEqual(messages.Select(m => EventStoreEvents.Id(m.Id))) ? there[^1] : null;
    }

    /// <summary>JSON that cannot be read counts as no metadata.</summary>
    public void Obey(ReadOnlyMemory<byte> metadata)
    {
        try
        {
            using var json = JsonDocument.Parse(metadata);
            maxCount = json.RootElement.TryGetProperty("$maxCount", out var count) ? count.GetInt64() : null;
            TruncateBefore = json.RootElement.TryGetProperty("$tb", out var before) ? before.GetInt64() : 0;
        }
        catch (JsonException)
        {
            (maxCount, TruncateBefore) = (null, 0);
        }
    }
}
