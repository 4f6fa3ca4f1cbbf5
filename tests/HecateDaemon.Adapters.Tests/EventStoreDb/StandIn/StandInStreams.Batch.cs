using System.Threading.Channels;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

internal sealed partial class StandInStreams
{
    /// <summary>Ends only when the caller cancels it, or with a failure: of one append that fails so, all are told.</summary>
    public override async Task BatchAppend(
        IAsyncStreamReader<BatchAppendReq> requestStream, IServerStreamWriter<BatchAppendResp> responseStream, ServerCallContext context)
    {
        node.LetIn(context);
        node.BatchCalls.Enqueue(context.Peer);
        var ct = context.CancellationToken;
        var answers = Channel.CreateUnbounded<BatchAppendResp>();
        var receiving = ReceiveAsync(requestStream, answers.Writer, context);
        await foreach (var answer in answers.Reader.ReadAllAsync(ct))
        {
            await responseStream.WriteAsync(answer, ct);
        }

        await receiving;
    }

    private async Task ReceiveAsync(
        IAsyncStreamReader<BatchAppendReq> requests, ChannelWriter<BatchAppendResp> answers, ServerCallContext context)
    {
        var begun = new Dictionary<Guid, (BatchAppendReq.Types.Options Options, List<BatchAppendReq.Types.ProposedMessage> Messages)>();
        try
        {
            await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
            {
                var id = EventStoreEvents.Id(request.CorrelationId);
                if (request.Options is { } options && !begun.ContainsKey(id))
                {
                    begun[id] = (options, []);
                }

                begun[id].Messages.AddRange(request.ProposedMessages);
                if (request.IsFinal && begun.Remove(id, out var whole) && Append(whole.Options, whole.Messages, context) is { } answer)
                {
                    answer.CorrelationId = request.CorrelationId;
                    answer.StreamIdentifier = whole.Options.StreamIdentifier;
                    await answers.WriteAsync(answer, context.CancellationToken);
                }
            }
        }
        catch (Exception e)
        {
            answers.TryComplete(e);
        }
    }

    /// <summary>Null: no answer, ever.</summary>
    private BatchAppendResp? Append(
        BatchAppendReq.Types.Options options, List<BatchAppendReq.Types.ProposedMessage> messages, ServerCallContext context)
    {
        if (options.Deadline?.ToTimeSpan() <= TimeSpan.Zero)
        {
            return new BatchAppendResp { Error = StandInFailures.TimedOutAmongOthers() };
        }

        if (options.StreamIdentifier is null)
        {
            return new BatchAppendResp { Error = StandInFailures.AmongOthers(StandInFailures.Invalid("Required field"), "") };
        }

        try
        {
            node.RefuseWhereALeaderIsAskedFor(context);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unknown)
        {
            return new BatchAppendResp { Error = StandInFailures.NotHandled(e.Status.Detail) };
        }

        var append = StandInAppend.AmongOthers(options, messages);
        node.Appended.Enqueue(append);
        var fault = node.FailureOf(append);
        if (fault is { TakesEffect: false })
        {
            return Fail(fault);
        }

        try
        {
            var answer = append.AnswerAmongOthers(node.Log.Append(append));
            return fault is null ? answer : Fail(fault);
        }
        catch (RpcException e) when (fault is null)
        {
            return new BatchAppendResp { Error = StandInFailures.AmongOthers(e, append.Stream) };
        }
    }

    private static BatchAppendResp? Fail(StandInFault fault) => fault switch
    {
        { Answer: { } answer } => new BatchAppendResp { Error = answer },
        { Error: { } error } => throw error,
        _ => null,
    };
}
