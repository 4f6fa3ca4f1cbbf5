using Google.Protobuf;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using Expected = HecateDaemon.Adapters.EventStoreDb.Wire.AppendReq.Types.Options.ExpectedStreamRevisionOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>One append as a server was asked for it, alone or among others: the fields have the same numbers.</summary>
internal sealed record StandInAppend(
    AppendReq.Types.Options Options, IReadOnlyList<AppendReq.Types.ProposedMessage> Messages, bool IsAlone)
{
    public string Stream => Options.StreamIdentifier.StreamName.ToStringUtf8();

    public Expected Expected => Options.ExpectedStreamRevisionCase;

    public bool IsIdenticalTo(StandInAppend other) => Options.Equals(other.Options) && Messages.SequenceEqual(other.Messages);

    public static StandInAppend AmongOthers(BatchAppendReq.Types.Options options, IEnumerable<BatchAppendReq.Types.ProposedMessage> messages) => new(
        AppendReq.Types.Options.Parser.WithDiscardUnknownFields(true).ParseFrom(options.ToByteArray()),
        [.. messages.Select(m => AppendReq.Types.ProposedMessage.Parser.ParseFrom(m.ToByteArray()))],
        IsAlone: false);

    /// <summary>How EventStoreDB's own answer says it among others; these differ from those of an append alone.</summary>
    public BatchAppendResp AnswerAmongOthers(AppendResp answer) => answer.Success is { } success
        ? new BatchAppendResp
        {
            Success = new BatchAppendResp.Types.Success
            {
                CurrentRevision = success.CurrentRevision,
                Position = success.Position is null
                    ? null
                    : new AllStreamPosition { CommitPosition = success.Position.CommitPosition, PreparePosition = success.Position.PreparePosition },
            },
        }
        : new BatchAppendResp { Error = StandInFailures.Wrong(answer.WrongExpectedVersion) };
}
