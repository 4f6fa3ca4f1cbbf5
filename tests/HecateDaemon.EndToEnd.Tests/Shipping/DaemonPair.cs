using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>Two daemons with one configuration and a home of its own each.</summary>
internal sealed class DaemonPair : IAsyncDisposable
{
    private readonly (DaemonHome Home, DaemonProcess Process)[] both;
    private readonly List<string> lastWords = [];
    private int killed = -1;

    private DaemonPair((DaemonHome Home, DaemonProcess Process)[] both) => this.both = both;

    /// <summary>The one that was not killed.</summary>
    public DaemonProcess Survivor => both[1 - killed].Process;

    public string Said => string.Join("\n----\n", [.. lastWords.TakeLast(2), .. both.Select(d => d.Process.Output + d.Process.Errors)]);

    public static async Task<DaemonPair> StartAsync(params DaemonHome[] homes)
    {
        var pair = new List<(DaemonHome, DaemonProcess)>();
        foreach (var home in homes)
        {
            pair.Add((home, await DaemonProcess.StartAsync(home)));
        }

        return new([.. pair]);
    }

    public static async Task<bool> ActsAsync(DaemonProcess daemon) =>
        (await new DaemonClient(daemon.Http).GetAsync("/api/leases")).GetProperty("leases")[0].GetProperty("acts_here").GetBoolean();

    public async Task<DaemonProcess> ActorAsync() => both[await WhichActsAsync()].Process;

    public async Task<DaemonProcess> ObserverAsync() => both[1 - await WhichActsAsync()].Process;

    public async Task KillActorAsync()
    {
        killed = await WhichActsAsync();
        await both[killed].Process.Kill9Async();
    }

    /// <summary>The killed one starts again, on what it left behind.</summary>
    public async Task BringBackAsync()
    {
        var (home, dead) = both[killed];
        lastWords.Add(dead.Output + dead.Errors);
        await dead.DisposeAsync();
        both[killed] = (home, await DaemonProcess.StartAsync(home));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in both)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>For a moment it may be neither; it must never be both.</summary>
    private async Task<int> WhichActsAsync()
    {
        var acts = new bool[2];
        await Patience.UntilAsync(
            async () =>
            {
                acts = await Task.WhenAll(both.Select(d => ActsAsync(d.Process)));
                acts.Count(a => a).ShouldBeLessThan(2);
                return acts.Contains(true);
            },
            () => "neither daemon acts");
        return Array.IndexOf(acts, true);
    }
}
