using HecateDaemon.Adapters.Tests.Kubernetes;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>A shipping world with a strategy, and a daemon in it that may be killed.</summary>
internal sealed class StrategyStage : IAsyncDisposable
{
    private DaemonProcess daemon;

    private StrategyStage(ShippingWorld world, DaemonProcess daemon) => (World, this.daemon) = (world, daemon);

    public ShippingWorld World { get; }

    public DaemonClient Client => new(daemon.Http);

    public static async Task<StrategyStage> StartAsync(
        (string Strategy, object? Canary, object? BlueGreen) strategy, string manifest, Func<string, bool>? isSick = null, Func<ClusterLab, Task<string>>? live = null,
        string? kustomization = null)
    {
        var world = await ShippingWorld.StartAsync(strategy, manifest, isSick ?? (_ => false), live, kustomization);
        return new(world, await DaemonProcess.StartAsync(world.Home));
    }

    public async Task<string> OpenAsync(string version)
    {
        await World.Code.ReleaseAsync(version);
        return await Client.OpenProvenAsync("shop", "production", version);
    }

    /// <summary>Waits until the step's commit is out, for so many times as it is taken anew.</summary>
    public Task UntilStepAsync(string id, string name, int times = 1) => Patience.UntilAsync(
        async () => (await StepsAsync(id)).Count(step => step == name) >= times, () => $"step {name} was never taken: {Client.EventsAsync(id).Result[^1]}");

    public async Task<List<string>> StepsAsync(string id) =>
    [
        .. (await Client.EventsAsync(id)).Where(e => e.GetProperty("type").GetString() is "manifests_bumped_v1")
            .Select(e => e.GetProperty("data").GetProperty("step").GetProperty("name").GetString()!),
    ];

    /// <summary>The rollback is born a moment after it was decided.</summary>
    public async Task UntilRolledBackAsync(string id)
    {
        await Client.UntilHappenedAsync(id, "rollback_decided_v1");
        var back = (await Client.DeploymentAsync(id)).GetProperty("rolled_back_by").GetString()!;
        await Patience.UntilAsync(
            async () => (await Client.GetAsync($"/api/deployments/{back}")).TryGetProperty("deployment", out var seen) && seen.GetProperty("state").GetString() is "completed",
            () => $"the rollback {back} was never completed");
    }

    public async Task KillAsync()
    {
        await daemon.Kill9Async();
        await daemon.DisposeAsync();
        daemon = await DaemonProcess.StartAsync(World.Home);
    }

    /// <summary>The manifest at the branch's head, with <c>IMAGE</c> for the image.</summary>
    public string Manifest(string file = ShippingWorld.Manifest) =>
        System.Text.Encoding.UTF8.GetString(World.GitOps.Show(file)).Replace(World.Image, "IMAGE", StringComparison.Ordinal);

    /// <summary>First lines of the commits, the oldest first, without the one that the test made.</summary>
    public string[] Commits() => World.GitOps.Look("log", "--reverse", "--format=%s", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    public Task<string> KubectlAsync(params string[] arguments) => World.Cluster.KubectlAsync(arguments);

    public async ValueTask DisposeAsync()
    {
        await daemon.DisposeAsync();
        await World.DisposeAsync();
    }
}
