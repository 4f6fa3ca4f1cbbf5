using Grpc.Core;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>One failure to come. Without an error the call hangs until the caller gives up.</summary>
internal sealed record StandInFault(RpcException? Error)
{
    /// <summary>After it has taken effect: the caller cannot know.</summary>
    public bool TakesEffect { get; init; }

    /// <summary>After that many messages of a read.</summary>
    public int After { get; init; }

    /// <summary>What only this one of the appends that share a call is told; the call goes on.</summary>
    public Adapters.EventStoreDb.Wire.Rpc.Status? Answer { get; init; }

    public async Task HappenAsync(CancellationToken ct)
    {
        if (Error is not null)
        {
            throw Error;
        }

        await Task.Delay(Timeout.Infinite, ct);
    }
}
