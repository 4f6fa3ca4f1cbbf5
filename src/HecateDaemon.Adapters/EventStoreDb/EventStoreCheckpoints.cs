using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Each reader's checkpoint is the last event of a stream of its own, of which EventStoreDB is told to keep only the last.
/// </summary>
internal sealed class EventStoreCheckpoints(EventStoreConnection connection) : ICheckpoints, IDisposable
{
    /// <summary>Kept out of what the log shows.</summary>
    public const string EventType = "hecate_checkpoint_v1";

    private static readonly Guid Space = new("c0ab4b0f-6f1e-4d0a-8f0f-3c5f2a9a7d15");

    private readonly EventStoreStreams streams = new(connection);
    private readonly Dictionary<string, Saved> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim saving = new(1, 1);

    public async Task<long> LoadAsync(string reader, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        return (await ReadAsync(reader, ct)).Position;
    }

    public async Task SaveAsync(string reader, long position, CancellationToken ct)
    {
        EventLogLimits.CheckReader(reader);
        await saving.WaitAsync(ct);
        try
        {
            var saved = known.TryGetValue(reader, out var last) ? last : await ReadAsync(reader, ct);
            while (saved.Position < position)
            {
                saved = await AppendAsync(reader, position, saved.Version, ct) ?? await ReadAsync(reader, ct);
            }

            known[reader] = saved;
        }
        finally
        {
            saving.Release();
        }
    }

    public void Dispose() => saving.Dispose();

    private async Task<Saved> ReadAsync(string reader, CancellationToken ct)
    {
        var stream = StreamOf(reader);
        var (page, _) = await streams.ReadPageAsync(stream, EventStoreReads.LastOf(stream), ct);
        return page switch
        {
            [] => new Saved(-1, -1),
            [var last] when Utf8Parser.TryParse(last.Data.Span, out long position, out var read) && read == last.Data.Length =>
                new Saved(last.Version, position),
            _ => throw new InvalidDataException($"{stream}@{page[0].Version} holds no checkpoint"),
        };
    }

    /// <summary>Null: another process was first.</summary>
    private async Task<Saved?> AppendAsync(string reader, long position, long version, CancellationToken ct)
    {
        if (version < 0)
        {
            await KeepOnlyTheLastAsync(reader, ct);
        }

        var outcome = await streams.AppendAsync(
            StreamOf(reader), version, [New($"{reader}/{position}", EventType, position.ToString(CultureInfo.InvariantCulture))], ct);
        return outcome is AppendOutcome.Appended appended ? new Saved(appended.Version, position) : null;
    }

    /// <summary>A conflict means that it is said already.</summary>
    private Task<AppendOutcome> KeepOnlyTheLastAsync(string reader, CancellationToken ct) => streams.AppendAsync(
        $"$${StreamOf(reader)}", expectedVersion: -1, [New($"{reader}/metadata", "$metadata", """{"$maxCount":1}""")], ct);

    private static NewEvent New(string name, string type, string json) =>
        new(NameBasedId.From(Space, name), type, Encoding.UTF8.GetBytes(json), "{}"u8.ToArray());

    private static string StreamOf(string reader) => $"hecate_checkpoint-{reader}";

    /// <summary>Which version of the stream says which position.</summary>
    private sealed record Saved(long Version, long Position);
}
