using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Leadership;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>
/// The stand-in; or, where <c>HECATE_TEST_ESDB</c> gives a connection string (and <c>HECATE_TEST_ESDB_CREDENTIALS</c> a
/// file), that server, with whatever it holds. Each test has a namespace of its own.
/// </summary>
internal sealed class EventStoreUnderTest(TimeProvider clock, bool sharesAppends = true) : IAsyncDisposable
{
    private readonly List<IDisposable> opened = [];
    private StandInServer? standIn;

    public static string? RealServer => Environment.GetEnvironmentVariable("HECATE_TEST_ESDB") is { Length: > 0 } given ? given : null;

    public EventStoreNames Names { get; } = new($"t{Guid.NewGuid():N}");

    public async Task<EventStoreLog> LogAsync() => new(await ConnectAsync(), Names, TimeProvider.System);

    public async Task<ICheckpoints> CheckpointsAsync()
    {
        var checkpoints = new EventStoreCheckpoints(await ConnectAsync(), Names, NullLogger<EventStoreCheckpoints>.Instance);
        opened.Add(checkpoints);
        return checkpoints;
    }

    /// <summary>As two daemons have them.</summary>
    public async Task<(IKeepLeases One, IKeepLeases Two)> LeasesAsync() =>
        (new EventStoreLeases(await ConnectAsync(), Names), new EventStoreLeases(await ConnectAsync(), Names));

    public async Task<EventStoreConnection> ConnectAsync()
    {
        if (RealServer is null)
        {
            standIn ??= await StandInServer.StartAsync(new StandInLog(clock));
        }

        var settings = EventStoreConnectionString.Parse(RealServer ?? $"esdb://127.0.0.1:{standIn!.Port}?tls=false");
        var connection = new EventStoreConnection(
            settings with { SharesAppends = sharesAppends },
            Environment.GetEnvironmentVariable("HECATE_TEST_ESDB_CREDENTIALS"),
            TimeProvider.System,
            NullLogger<EventStoreConnection>.Instance);
        opened.Add(connection);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        opened.ForEach(o => o.Dispose());
        if (standIn is not null)
        {
            await standIn.DisposeAsync();
        }
    }
}
