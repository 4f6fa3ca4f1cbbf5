using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// All objects of one kind in one namespace, listed once and kept up to date by one watch. It goes on where it was after a
/// disconnection, and lists again only where the server has forgotten that place (410). Whoever reads while the server
/// cannot be reached is told so, never given what was there before.
/// </summary>
internal sealed class Watched<T> : IWatched
    where T : notnull
{
    private static readonly TimeSpan Unread = TimeSpan.FromMinutes(10);

    private readonly ClusterApi cluster;
    private readonly ResourceType type;
    private readonly string ns;
    private readonly Func<JsonElement, T> keep;
    private readonly TimeProvider clock;
    private readonly Backoff backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource firstOutcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly Dictionary<string, T> objects = new(StringComparer.Ordinal);
    private readonly Task running;
    private IReadOnlyList<T>? snapshot;
    private OutsideWorldException? trouble;
    private DateTimeOffset lastRead;

    /// <summary>Only what <paramref name="keep"/> makes of an object is held.</summary>
    public Watched(ClusterApi cluster, ResourceType type, string ns, Func<JsonElement, T> keep, TimeProvider clock)
    {
        (this.cluster, this.type, this.ns, this.keep, this.clock) = (cluster, type, ns, keep, clock);
        lastRead = clock.GetUtcNow();
        running = RunAsync(stop.Token);
    }

    public bool HasEnded => running.IsCompleted;

    /// <summary>What there is now. The same list again means that nothing has changed.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync(CancellationToken ct)
    {
        lock (gate)
        {
            lastRead = clock.GetUtcNow();
        }

        if (await Task.WhenAny(firstOutcome.Task, running).WaitAsync(ct) == running)
        {
            await running; // a bug: better told than waited for
        }

        lock (gate)
        {
            return trouble is null ? snapshot ??= [.. objects.Values] : throw new OutsideWorldException(trouble.Message, trouble) { NeedsPerson = trouble.NeedsPerson };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        string? version = null;
        try
        {
            while (!IsUnread())
            {
                var (next, pause) = await TryStepAsync(version, ct);
                version = next;
                await Task.Delay(pause, clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nobody needs it any more.
        }
    }

    /// <summary>Lists if need be and watches to the end of one watch; answers from where to go on and how soon.</summary>
    private async Task<(string? Version, TimeSpan Pause)> TryStepAsync(string? version, CancellationToken ct)
    {
        try
        {
            if (version is null)
            {
                version = await ListAsync(ct);
            }

            var (next, events) = await FollowAsync(version, ct);
            return (next, events > 0 ? TimeSpan.Zero : backoff.Next());
        }
        catch (OutsideWorldException e)
        {
            Outcome(e);
            return (version, backoff.Next());
        }
    }

    private async Task<string> ListAsync(CancellationToken ct)
    {
        var (items, version) = await cluster.ListWithVersionAsync(type, ns, ct);
        lock (gate)
        {
            objects.Clear();
            snapshot = null;
            foreach (var item in items)
            {
                objects[NameOf(item)] = keep(item);
            }
        }

        backoff.Reset();
        Outcome(null);
        return version;
    }

    private async Task<(string? Version, int Events)> FollowAsync(string version, CancellationToken ct)
    {
        await using var stream = await cluster.WatchAsync(type, ns, version, ct);
        if (stream is null)
        {
            return (null, 0); // too old: listed again
        }

        Outcome(null);
        var events = 0;
        while (await stream.NextAsync(ct) is { } happened)
        {
            var live = happened.At("object") ?? default;
            switch (happened.TextAt("type"))
            {
                case "ERROR" when live.NumberAt("code") is 410:
                    return (null, 0);
                case "ERROR":
                    throw new OutsideWorldException($"the watch of {type.Plural} in {ns} failed: {live.TextAt("message")}");
                case "ADDED" or "MODIFIED":
                    Change(live, isGone: false);
                    break;
                case "DELETED":
                    Change(live, isGone: true);
                    break;
            }

            version = live.TextAt("metadata", "resourceVersion") ?? version;
            events++;
            backoff.Reset();
        }

        return (version, events);
    }

    private void Change(JsonElement live, bool isGone)
    {
        lock (gate)
        {
            snapshot = null;
            if (isGone)
            {
                objects.Remove(NameOf(live));
            }
            else
            {
                objects[NameOf(live)] = keep(live);
            }
        }
    }

    private void Outcome(OutsideWorldException? failure)
    {
        lock (gate)
        {
            trouble = failure;
        }

        firstOutcome.TrySetResult();
    }

    private bool IsUnread()
    {
        lock (gate)
        {
            return clock.GetUtcNow() - lastRead > Unread;
        }
    }

    private static string NameOf(JsonElement live) => live.TextAt("metadata", "name") ?? "";
}
