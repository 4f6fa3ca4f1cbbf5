using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Grpc.Core;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Each reader's checkpoint is the last event of a stream of its own, of which EventStoreDB is told to keep only the last.
/// </summary>
internal sealed partial class EventStoreCheckpoints(
    EventStoreConnection connection, EventStoreNames names, ILogger<EventStoreCheckpoints> logger) : ICheckpoints, IDisposable
{
    private const string EventType = "hecate_checkpoint_v1";
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
        var stream = names.CheckpointOf(reader);
        var page = await streams.ReadPageAsync(stream, EventStoreReads.LastOf(stream), ct);
        return page.Events switch
        {
            [] => new Saved(-1, -1),
            [{ Data.Span: var text } last] when Utf8Parser.TryParse(text, out long position, out var read) && read == text.Length =>
                new Saved((long)last.StreamRevision, position),
            [var other, ..] => throw new InvalidDataException($"{stream}@{other.StreamRevision} holds no checkpoint"),
        };
    }

    /// <summary>Null: another process was first.</summary>
    private async Task<Saved?> AppendAsync(string reader, long position, long version, CancellationToken ct)
    {
        if (version < 0)
        {
            await KeepOnlyTheLastAsync(reader, ct);
        }

        var checkpoint = New($"{reader}/{position}", EventType, position.ToString(CultureInfo.InvariantCulture));
        var outcome = await streams.AppendAsync(new EventStoreAppend(names.CheckpointOf(reader), version, [checkpoint]), ct);
        return outcome is AppendOutcome.Appended appended ? new Saved(appended.Version, position) : null;
    }

    /// <summary>A conflict means that it is said already. By default only administrators may say it.</summary>
    private async Task KeepOnlyTheLastAsync(string reader, CancellationToken ct)
    {
        var stream = names.CheckpointOf(reader);
        var metadata = New($"{reader}/metadata", "$metadata", """{"$maxCount":1}""");
        try
        {
            await streams.AppendAsync(new EventStoreAppend($"$${stream}", expectedVersion: -1, [metadata]), ct);
        }
        catch (OutsideWorldException e) when (e.InnerException is RpcException { StatusCode: StatusCode.PermissionDenied })
        {
            AllAreKept(stream);
        }
    }

    private static NewEvent New(string name, string type, string json) =>
        new(NameBasedId.From(Space, name), type, Encoding.UTF8.GetBytes(json), "{}"u8.ToArray());

    [LoggerMessage(9102, LogLevel.Warning, "EventStoreDB keeps all of {Stream}: this account may not set its $maxCount")]
    private partial void AllAreKept(string stream);

    /// <summary>Which version of the stream says which position.</summary>
    private sealed record Saved(long Version, long Position);
}
