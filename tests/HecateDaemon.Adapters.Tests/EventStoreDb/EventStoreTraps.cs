using System.Security.Cryptography.X509Certificates;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>A stand-in whose disk outlives it, and connections to it.</summary>
public abstract class EventStoreTraps : IAsyncLifetime
{
    private readonly List<StandInServer> servers = [];
    private readonly List<EventStoreConnection> connections = [];

    protected const string Stream = "deployment-1";

    /// <summary>What the server calls it.</summary>
    protected const string ServersStream = "hecate.deployment-1";

    internal static EventStoreNames Names { get; } = new("hecate");

    internal StandInLog Disk { get; } = new(TimeProvider.System);

    internal StandInServer Server { get; private set; } = null!;

    protected CancellationToken Ct { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    /// <summary>Whether appends may share a call.</summary>
    protected virtual bool SharesAppends => true;

    public async Task InitializeAsync() => Server = await StartAsync();

    public virtual async Task DisposeAsync()
    {
        connections.ForEach(c => c.Dispose());
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    internal async Task<StandInServer> StartAsync(
        int port = 0, X509Certificate2? certificate = null, bool wantsClientCertificate = false)
    {
        var server = await StandInServer.StartAsync(Disk, port, certificate, wantsClientCertificate);
        servers.Add(server);
        return server;
    }

    internal EventStoreLog Log(string options = "", string? credentialsFile = null) =>
        LogAt($"esdb://127.0.0.1:{Server.Port}?tls=false{options}", credentialsFile);

    internal EventStoreLog LogAt(string connectionString, string? credentialsFile = null) =>
        new(Connect(connectionString, credentialsFile), Names, TimeProvider.System);

    internal EventStoreCheckpoints Checkpoints(EventStoreConnection connection) =>
        new(connection, Names, NullLogger<EventStoreCheckpoints>.Instance);

    internal EventStoreConnection Connect(
        string connectionString, string? credentialsFile = null, ILogger<EventStoreConnection>? logger = null)
    {
        var connection = new EventStoreConnection(
            EventStoreConnectionString.Parse(connectionString) with { SharesAppends = SharesAppends },
            credentialsFile,
            TimeProvider.System,
            logger ?? NullLogger<EventStoreConnection>.Instance);
        connections.Add(connection);
        return connection;
    }

    internal async Task<List<StoredEvent>> AllAsync(EventStoreLog log) => await log.ReadAllAsync(-1, Ct).ToListAsync(Ct);
}
