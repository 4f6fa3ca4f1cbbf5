using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using HecateDaemon.Adapters.EventStoreDb.Wire;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// One BatchAppend call, which all appends of a connection share. Answers come in any order and are matched by correlation
/// id. When the call ends, nobody knows what became of those that have none: each gets the failure of the call.
/// </summary>
internal sealed class EventStoreBatch : IDisposable
{
    private static readonly WriteOptions AtOnce = new();
    private static readonly WriteOptions WithTheNext = new(WriteFlags.BufferHint);

    private readonly AsyncDuplexStreamingCall<BatchAppendReq, BatchAppendResp> call;
    private readonly TimeProvider clock;
    private readonly Channel<BatchAppendReq> queue = Channel.CreateUnbounded<BatchAppendReq>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<BatchAppendResp>> unanswered = new();
    private volatile Exception? end;

    public EventStoreBatch(AsyncDuplexStreamingCall<BatchAppendReq, BatchAppendResp> call, TimeProvider clock)
    {
        this.call = call;
        this.clock = clock;
        _ = SendAsync();
        _ = ReceiveAsync();
    }

    public bool HasEnded => end is not null;

    /// <summary>A caller that gives up leaves the call to the others: to cancel a write would end it for all.</summary>
    public async Task<BatchAppendResp> AppendAsync(BatchAppendReq append, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var answer = new TaskCompletionSource<BatchAppendResp>(TaskCreationOptions.RunContinuationsAsynchronously);
        append.CorrelationId = EventStoreEvents.Uuid(id);
        unanswered[id] = answer;
        try
        {
            return queue.Writer.TryWrite(append) ? await answer.Task.WaitAsync(ct) : throw end!;
        }
        finally
        {
            unanswered.TryRemove(id, out _);
        }
    }

    /// <summary>Not by half-closing it: where nothing is under way, 23.10 never ends such a call.</summary>
    public void Dispose() => call.Dispose();

    private async Task SendAsync()
    {
        try
        {
            await foreach (var append in queue.Reader.ReadAllAsync())
            {
                call.RequestStream.WriteOptions = queue.Reader.TryPeek(out _) ? WithTheNext : AtOnce;
                await call.RequestStream.WriteAsync(append);
            }
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The call has ended: why, its answers say.
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await foreach (var answer in call.ResponseStream.ReadAllAsync())
            {
                if (unanswered.TryGetValue(EventStoreEvents.Id(answer.CorrelationId), out var append))
                {
                    append.TrySetResult(answer);
                }
            }

            End(new RpcException(new Status(StatusCode.Unavailable, "the call that appends share was ended")));
        }
        catch (Exception e)
        {
            End(EventStoreFailure.IsOne(e) ? e : new RpcException(new Status(StatusCode.Internal, e.Message, e)));
        }
    }

    private void End(Exception failure)
    {
        end = failure;
        // First the door, then the room: who comes in later is turned away by the door.
        queue.Writer.TryComplete();
        foreach (var append in unanswered.Values)
        {
            append.TrySetException(failure);
        }
    }
}
