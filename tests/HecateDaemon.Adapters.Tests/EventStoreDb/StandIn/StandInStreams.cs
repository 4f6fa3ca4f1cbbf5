using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;
using RevisionToDelete = HecateDaemon.Adapters.EventStoreDb.Wire.DeleteReq.Types.Options.ExpectedStreamRevisionOneofCase;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The Streams service as the reference describes it, traps and all.</summary>
internal sealed partial class StandInStreams(StandInNode node) : Streams.StreamsBase
{
    public override async Task<AppendResp> Append(IAsyncStreamReader<AppendReq> requestStream, ServerCallContext context)
    {
        node.LetIn(context);
        node.RefuseWhereALeaderIsAskedFor(context);
        var ct = context.CancellationToken;
        var requests = await requestStream.ReadAllAsync(ct).ToListAsync(ct);
        if (requests is not [{ Options: { StreamIdentifier: not null } options }, .. var messages])
        {
            throw StandInFailures.Thrown();
        }

        var append = new StandInAppend(options, [.. messages.Select(m => m.ProposedMessage)], IsAlone: true);
        node.Appended.Enqueue(append);
        var fault = node.FailureOf(append);
        if (fault is { TakesEffect: false })
        {
            await fault.HappenAsync(ct);
        }

        var answer = node.Log.Append(append);
        if (fault is not null)
        {
            await fault.HappenAsync(ct);
        }

        return answer;
    }

    public override Task<DeleteResp> Delete(DeleteReq request, ServerCallContext context)
    {
        node.LetIn(context);
        node.RefuseWhereALeaderIsAskedFor(context);
        var expected = request.Options.ExpectedStreamRevisionCase is RevisionToDelete.Revision ? (long?)request.Options.Revision : null;
        var position = (ulong)node.Log.Delete(request.Options.StreamIdentifier.StreamName.ToStringUtf8(), expected, forEver: false);
        return Task.FromResult(new DeleteResp { Position = new() { CommitPosition = position, PreparePosition = position } });
    }

    public override Task<TombstoneResp> Tombstone(TombstoneReq request, ServerCallContext context)
    {
        node.LetIn(context);
        node.RefuseWhereALeaderIsAskedFor(context);
        var position = (ulong)node.Log.Delete(request.Options.StreamIdentifier.StreamName.ToStringUtf8(), expected: null, forEver: true);
        return Task.FromResult(new TombstoneResp { Position = new() { CommitPosition = position, PreparePosition = position } });
    }
}
