using HecateDaemon.Adapters.Tests.EventStoreDb;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// EventStoreDB as a daemon in another process sees it: the stand-in, whose disk outlives its restarts, or the real server
/// that <c>HECATE_TEST_ESDB</c> names, which is not ours to restart.
/// </summary>
internal sealed class EventStoreLab : IAsyncDisposable
{
    private static readonly string? RealServer = Environment.GetEnvironmentVariable("HECATE_TEST_ESDB") is { Length: > 0 } given ? given : null;

    private readonly StandInLog disk = new(TimeProvider.System);
    private StandInServer? standIn;

    public static async Task<EventStoreLab> StartAsync()
    {
        var lab = new EventStoreLab();
        lab.standIn = RealServer is null ? await StandInServer.StartAsync(lab.disk) : null;
        return lab;
    }

    /// <summary>False: it is not ours to make it fail.</summary>
    public bool IsStandIn => standIn is not null;

    /// <summary>The section <c>EventStore</c> of the daemon's configuration.</summary>
    public object Configuration => new
    {
        ConnectionString = RealServer ?? $"esdb://127.0.0.1:{standIn!.Port}?tls=false",
        CredentialsFile = Environment.GetEnvironmentVariable("HECATE_TEST_ESDB_CREDENTIALS") ?? "",
        Namespace = $"t{Guid.NewGuid():N}",
    };

    /// <summary>
    /// Completes when somebody appends an event of that type to one of the log's streams. It never gets an answer; whether it
    /// is <paramref name="stored"/> is chosen. Whoever appends it again is answered as usual.
    /// </summary>
    public Task CutOffAsync(string type, bool stored)
    {
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        standIn!.Node.FaultOf = append =>
            append.Messages.Any(m => m.Metadata["type"] == type) && cut.TrySetResult() ? new(Error: null) { TakesEffect = stored } : null;
        return cut.Task;
    }

    public async Task RestartAsync()
    {
        if (standIn is not null)
        {
            await standIn.DisposeAsync();
            standIn = await StandInServer.StartAsync(disk, standIn.Port);
        }
    }

    public ValueTask DisposeAsync() => standIn?.DisposeAsync() ?? ValueTask.CompletedTask;
}
