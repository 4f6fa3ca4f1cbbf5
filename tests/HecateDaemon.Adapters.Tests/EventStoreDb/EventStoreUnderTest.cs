using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>
/// The stand-in; or, where <c>HECATE_TEST_ESDB</c> gives a connection string (and <c>HECATE_TEST_ESDB_CREDENTIALS</c> a
/// file), that server, of which each test sees only its own streams.
/// </summary>
internal sealed class EventStoreUnderTest(TimeProvider clock) : IAsyncDisposable
{
    private readonly string prefix = $"t{Guid.NewGuid():N}-"[^9..];
    private StandInServer? standIn;
    private EventStoreConnection? connection;

    public static string? RealServer => Environment.GetEnvironmentVariable("HECATE_TEST_ESDB");

    public async Task<IEventLog> LogAsync()
    {
        var log = new EventStoreLog(await ConnectAsync(), TimeProvider.System);
        if (RealServer is null)
        {
            return log;
        }

        // The server's last event of all, ours or not, is where the test begins.
        var mark = await log.AppendAsync($"{prefix}begin", -1, [EventLog.Events.Event("begin")], CancellationToken.None);
        return new EventLogOfOneTest(log, prefix, mark.ShouldBeOfType<AppendOutcome.Appended>().Position);
    }

    public async Task<ICheckpoints> CheckpointsAsync() =>
        new CheckpointsOfOneTest(new EventStoreCheckpoints(await ConnectAsync()), RealServer is null ? "" : prefix);

    public async ValueTask DisposeAsync()
    {
        connection?.Dispose();
        if (standIn is not null)
        {
            await standIn.DisposeAsync();
        }
    }

    private async Task<EventStoreConnection> ConnectAsync()
    {
        if (RealServer is null)
        {
            standIn = await StandInServer.StartAsync(new StandInLog(clock));
        }

        var settings = EventStoreConnectionString.Parse(RealServer ?? $"esdb://127.0.0.1:{standIn!.Port}?tls=false");
        return connection = new EventStoreConnection(
            settings,
            Environment.GetEnvironmentVariable("HECATE_TEST_ESDB_CREDENTIALS"),
            TimeProvider.System,
            NullLogger<EventStoreConnection>.Instance);
    }
}
