using Google.Protobuf;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using static HecateDaemon.Adapters.Tests.EventLog.Events;
using Proposed = HecateDaemon.Adapters.EventStoreDb.Wire.AppendReq.Types.ProposedMessage;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>
/// What the adapter builds on, asked for in the wire's own words: of the stand-in, and of a real server where
/// <c>HECATE_TEST_ESDB</c> names one, so that the stand-in hides nothing.
/// </summary>
public abstract class EventStoreWire : IAsyncLifetime
{
    private readonly EventStoreUnderTest server = new(TimeProvider.System);
    private EventStoreNode node = null!;

    protected CancellationToken Ct { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    protected string Stream => server.Names.StreamOf("deployment-1");

    internal EventStoreNames Names => server.Names;

    internal Streams.StreamsClient Client => node.Streams;

    internal CallOptions Options => node.Options(Ct);

    /// <summary>The leader: not every call here goes through what would find it.</summary>
    public async Task InitializeAsync()
    {
        var connection = await server.ConnectAsync();
        await connection.CallAsync(
            "answer",
            async (found, ct) =>
            {
                node = found;
                using var call = node.Streams.Read(EventStoreReads.LastOfAll(), node.Options(ct));
                return await call.ResponseStream.MoveNext(ct);
            },
            Ct);
    }

    public virtual async Task DisposeAsync() => await server.DisposeAsync();

    internal Task<EventStoreLog> LogAsync() => server.LogAsync();

    internal static AppendReq.Types.Options NoStream => new() { NoStream = new Empty() };

    internal static AppendReq.Types.Options At(ulong revision) => new() { Revision = revision };

    internal static Proposed Message(string name, string data = "{}", string type = "thing_happened_v1", string contentType = "application/json") => new()
    {
        Id = EventStoreEvents.Uuid(Id(name)),
        Metadata = { ["type"] = type, ["content-type"] = contentType },
        Data = ByteString.CopyFromUtf8(data),
    };

    internal Task<AppendResp> AppendAsync(AppendReq.Types.Options expected, params Proposed[] messages) =>
        AppendToAsync(Stream, expected, messages);

    internal async Task<AppendResp> AppendToAsync(string stream, AppendReq.Types.Options expected, params Proposed[] messages)
    {
        expected.StreamIdentifier = EventStoreEvents.Stream(stream);
        using var call = Client.Append(Options);
        await call.RequestStream.WriteAsync(new AppendReq { Options = expected }, Ct);
        foreach (var message in messages)
        {
            await call.RequestStream.WriteAsync(new AppendReq { ProposedMessage = message }, Ct);
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <summary>The chunks on one call, and the first answer.</summary>
    internal async Task<BatchAppendResp> BatchAsync(params BatchAppendReq[] chunks)
    {
        using var call = Client.BatchAppend(Options);
        foreach (var chunk in chunks)
        {
            chunk.CorrelationId ??= EventStoreEvents.Uuid(Id("batch"));
            await call.RequestStream.WriteAsync(chunk, Ct);
        }

        (await call.ResponseStream.MoveNext(Ct)).ShouldBeTrue();
        return call.ResponseStream.Current;
    }

    internal BatchAppendReq Batched(ulong? expected, params Proposed[] messages)
    {
        var options = new BatchAppendReq.Types.Options { StreamIdentifier = EventStoreEvents.Stream(Stream) };
        if (expected is { } revision)
        {
            options.StreamPosition = revision;
        }
        else
        {
            options.NoStream = new Google.Protobuf.WellKnownTypes.Empty();
        }

        return new BatchAppendReq
        {
            Options = options,
            IsFinal = true,
            ProposedMessages = { messages.Select(m => BatchAppendReq.Types.ProposedMessage.Parser.ParseFrom(m.ToByteArray())) },
        };
    }

    internal async Task<List<ReadResp>> ReadAsync(ReadReq request)
    {
        using var call = Client.Read(request, Options);
        return await call.ResponseStream.ReadAllAsync(Ct).ToListAsync(Ct);
    }

    internal Task DeleteAsync() => Client.DeleteAsync(
        new DeleteReq { Options = new() { StreamIdentifier = EventStoreEvents.Stream(Stream), Any = new Empty() } }, Options).ResponseAsync;

    internal Task TombstoneAsync() => Client.TombstoneAsync(
        new TombstoneReq { Options = new() { StreamIdentifier = EventStoreEvents.Stream(Stream), Any = new Empty() } }, Options).ResponseAsync;
}
