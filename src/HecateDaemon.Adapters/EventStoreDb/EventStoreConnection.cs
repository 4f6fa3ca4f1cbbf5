using System.Net.Security;
using System.Text;
using HecateDaemon.Adapters.Secrets;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// The node that is spoken to at present. A call that may or may not have happened is repeated as it was, at the leader
/// that a follower named or at a node found anew, a few times and ever later.
/// </summary>
internal sealed partial class EventStoreConnection : IDisposable
{
    private const int Tries = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly EventStoreSettings settings;
    private readonly string? credentialsFile;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly SslClientAuthenticationOptions? tls;
    private readonly EventStoreDiscovery discovery;
    private readonly SemaphoreSlim finding = new(1, 1);
    private EventStoreNode? current;
    private long acknowledged = -1;

    /// <summary>Reads the certificates and credentials, so that a file that is wrong stops the start; nothing is dialled.</summary>
    public EventStoreConnection(
        EventStoreSettings settings, string? credentialsFile, TimeProvider clock, ILogger<EventStoreConnection> logger)
    {
        this.settings = settings;
        this.credentialsFile = credentialsFile;
        this.clock = clock;
        this.logger = logger;
        tls = EventStoreTls.Of(settings);
        discovery = new EventStoreDiscovery(settings, Dial, clock);
        Authorization();
    }

    public EventStoreSettings Settings => settings;

    /// <summary>The highest position that an append was answered with: who reads must find it, whichever node is asked.</summary>
    public long Acknowledged => Volatile.Read(ref acknowledged);

    public async Task<EventStoreNode> NodeAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref current) is { } node)
        {
            return node;
        }

        await finding.WaitAsync(ct);
        try
        {
            return current ??= Dial(settings.Discovers ? await discovery.FindAsync(ct) : settings.EndPoints[0]);
        }
        finally
        {
            finding.Release();
        }
    }

    /// <summary>Calls until there is an answer; each try has the default deadline.</summary>
    /// <exception cref="OutsideWorldException">There is none: whether the last tries took effect is unknown.</exception>
    public async Task<T> CallAsync<T>(string what, Func<EventStoreNode, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            var node = await NodeAsync(ct);
            using var deadline = new CancellationTokenSource(settings.DefaultDeadline, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            try
            {
                return await call(node, either.Token);
            }
            catch (Exception e) when (EventStoreFailure.IsOne(e))
            {
                await RecoverAsync(node, e, failures, what, ct);
            }
        }
    }

    public void Acknowledge(long position)
    {
        var seen = Acknowledged;
        while (seen < position && Interlocked.CompareExchange(ref acknowledged, position, seen) is var now && now != seen)
        {
            seen = now;
        }
    }

    /// <summary>Leaves the node and waits a little, or throws where that will not help (any more).</summary>
    public async Task RecoverAsync(EventStoreNode node, Exception e, int failures, string what, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var failure = EventStoreFailure.Of(e);
        if (failure.IsOfTheConnection)
        {
            Leave(node, failure.Leader);
        }

        if (!failure.IsWorthRepeating || failures == Tries)
        {
            throw failure.Explain(node.EndPoint, what, e);
        }

        var pause = FirstPause * Math.Pow(2, failures - 1);
        Left(node.EndPoint, failure.Seen, what, failures);
        await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, ct);
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref current, null)?.Dispose();
        finding.Dispose();
    }

    /// <summary>Only the first of many that saw the node fail brings another in its place.</summary>
    private void Leave(EventStoreNode node, EventStoreEndPoint? leader)
    {
        var next = leader is null ? null : Dial(leader);
        (ReferenceEquals(Interlocked.CompareExchange(ref current, next, node), node) ? node : next)?.Dispose();
    }

    private EventStoreNode Dial(EventStoreEndPoint endPoint) =>
        new(endPoint, settings, tls, Authorization(), clock);

    /// <summary>The header, anew for each connection; null where no credentials are configured.</summary>
    private string? Authorization() => credentialsFile is null
        ? null
        : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(SecretFile.ReadPair(credentialsFile, "credentials for EventStoreDB")))}";

    [LoggerMessage(9101, LogLevel.Warning, "EventStoreDB at {Node} {Seen} when asked to {What} (failure {Failures}): trying again")]
    private partial void Left(EventStoreEndPoint node, string seen, string what, int failures);
}
