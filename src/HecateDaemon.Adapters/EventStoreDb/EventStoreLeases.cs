using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Each environment's lease is the last event of a stream of its own, beside the log's: renewals are no history, so no
/// reader meets them and EventStoreDB is told to keep only the last.
/// </summary>
internal sealed class EventStoreLeases(EventStoreConnection connection, EventStoreNames names) : IKeepLeases
{
    private const string EventType = "hecate_lease_v1";
    private static readonly Guid Space = new("0a4a3c9d-9f0b-4c55-8a3e-5d1f7d3f1c42");
    private readonly EventStoreStreams streams = new(connection);

    public LeaderElection Kind => LeaderElection.EventLog;

    public async Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct)
    {
        var stream = names.LeaseOf(environment.Name);
        var page = await streams.ReadPageAsync(stream, EventStoreReads.LastOf(stream), ct);
        return page.Events is [var last, ..]
            ? new(Read(stream, last.Data.Memory), last.StreamRevision.ToString(CultureInfo.InvariantCulture))
            : new(Record: null, "-1");
    }

    /// <summary>The event's id is the writer's own: EventStoreDB takes the same id twice for one append, whoever made it.</summary>
    public async Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct)
    {
        var stream = names.LeaseOf(environment.Name);
        var expected = long.Parse(version, CultureInfo.InvariantCulture);
        if (expected < 0)
        {
            await KeepOnlyTheLastAsync(stream, ct);
        }

        var id = NameBasedId.From(NameBasedId.From(Space, record.Holder), $"{stream}@{version} {record.RenewedAt.UtcTicks}");
        var written = new NewEvent(id, EventType, JsonSerializer.SerializeToUtf8Bytes(record, LeaseJson.Default.LeaseRecord), "{}"u8.ToArray());
        return await streams.AppendAsync(new EventStoreAppend(stream, expected, [written]), ct) is AppendOutcome.Appended appended
            ? appended.Version.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static LeaseRecord Read(string stream, ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, LeaseJson.Default.LeaseRecord) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new OutsideWorldException($"the last event of {stream} is no lease: somebody else wrote it; soft-delete that stream", e) { NeedsPerson = true };
        }
    }

    /// <summary>A conflict means that it is said already. Where only administrators may say it, all are kept, which harms nothing.</summary>
    private async Task KeepOnlyTheLastAsync(string stream, CancellationToken ct)
    {
        var metadata = new NewEvent(NameBasedId.From(Space, $"{stream} metadata"), "$metadata", """{"$maxCount":1}"""u8.ToArray(), "{}"u8.ToArray());
        try
        {
            await streams.AppendAsync(new EventStoreAppend($"$${stream}", expectedVersion: -1, [metadata]), ct);
        }
        catch (OutsideWorldException e) when (e.InnerException is RpcException { StatusCode: StatusCode.PermissionDenied })
        {
        }
    }
}
