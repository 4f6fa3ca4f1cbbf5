using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Empty = HecateDaemon.Adapters.EventStoreDb.Wire.Empty;
using NothingThere = Google.Protobuf.WellKnownTypes.Empty;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// One append as the wire has it, alone or among others, and its answers. The expected version is always an explicit one:
/// with any other expectation the server knows a repeat only as long as it runs.
/// </summary>
internal sealed class EventStoreAppend(string stream, long expectedVersion, IReadOnlyList<NewEvent> events)
{
    /// <summary>The events are built once: what is sent again is what was sent before.</summary>
    private readonly IReadOnlyList<Proposed> proposed = [.. events.Select(e => new Proposed(e))];

    public string Stream => stream;

    public IEnumerable<AppendReq> Alone()
    {
        var options = new AppendReq.Types.Options { StreamIdentifier = EventStoreEvents.Stream(stream) };
        if (expectedVersion < 0)
        {
            options.NoStream = new Empty();
        }
        else
        {
            options.Revision = (ulong)expectedVersion;
        }

        return [new AppendReq { Options = options }, .. proposed.Select(p => new AppendReq { ProposedMessage = p.Alone })];
    }

    /// <summary>A span of time as deadline: a point in time would need clocks that agree.</summary>
    public BatchAppendReq AmongOthers(TimeSpan deadline)
    {
        var options = new BatchAppendReq.Types.Options
        {
            StreamIdentifier = EventStoreEvents.Stream(stream),
            Deadline = Duration.FromTimeSpan(deadline),
        };
        if (expectedVersion < 0)
        {
            options.NoStream = new NothingThere();
        }
        else
        {
            options.StreamPosition = (ulong)expectedVersion;
        }

        return new BatchAppendReq { Options = options, IsFinal = true, ProposedMessages = { proposed.Select(p => p.AmongOthers) } };
    }

    /// <summary>Behind the events of a deleted stream the numbers go on: the answer knows them, the request does not.</summary>
    public static AppendOutcome Read(AppendResp answer) => answer.ResultCase switch
    {
        AppendResp.ResultOneofCase.Success => Appended(answer.Success.CurrentRevision, answer.Success.Position?.CommitPosition),
        AppendResp.ResultOneofCase.WrongExpectedVersion => new AppendOutcome.Conflict(
            answer.WrongExpectedVersion.HasCurrentRevision ? (long)answer.WrongExpectedVersion.CurrentRevision : -1),
        _ => throw Neither(),
    };

    /// <summary>What the server refused is thrown as it is of an append alone.</summary>
    public static AppendOutcome Read(BatchAppendResp answer) => answer switch
    {
        { Success: { } success } => Appended(success.CurrentRevision, success.Position?.CommitPosition),
        { Error: { } error } when EventStoreBatchError.Detail(error, WrongExpectedVersion.Parser) is { } wrong =>
            new AppendOutcome.Conflict(wrong.HasCurrentStreamRevision ? (long)wrong.CurrentStreamRevision : -1),
        { Error: { } error } => throw EventStoreBatchError.Of(error),
        _ => throw Neither(),
    };

    /// <summary>No position is told where a repeated event has been cut off its stream since: nobody can read it any more.</summary>
    private static AppendOutcome.Appended Appended(ulong revision, ulong? position) => new((long)revision, (long?)position ?? -1);

    private static OutsideWorldException Neither() => new("EventStoreDB answered an append with neither success nor conflict");

    private sealed class Proposed(NewEvent happened)
    {
        // Copied now: the caller may do something else with its buffers while an append is repeated.
        private readonly ByteString data = ByteString.CopyFrom(happened.Data.Span);
        private readonly ByteString metadata = ByteString.CopyFrom(happened.Metadata.Span);

        public AppendReq.Types.ProposedMessage Alone => new()
        {
            Id = EventStoreEvents.Uuid(happened.Id),
            Metadata = { ["type"] = happened.Type, ["content-type"] = "application/json" },
            CustomMetadata = metadata,
            Data = data,
        };

        public BatchAppendReq.Types.ProposedMessage AmongOthers => new()
        {
            Id = EventStoreEvents.Uuid(happened.Id),
            Metadata = { ["type"] = happened.Type, ["content-type"] = "application/json" },
            CustomMetadata = metadata,
            Data = data,
        };
    }
}
