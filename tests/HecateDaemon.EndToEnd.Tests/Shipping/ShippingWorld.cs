using System.Text.Json;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.Adapters.Tests.Kubernetes;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// Everything that a release meets, for real: a code repository, a registry, a GitOps repository behind smart HTTP, a
/// Kubernetes control plane with its controllers and scheduler, and the application's own socket.
/// </summary>
internal sealed class ShippingWorld : IAsyncDisposable
{
    /// <summary>What a forge says of every commit, whichever of its two questions is asked.</summary>
    private const string GreenCi = """{"statuses":[],"check_runs":[{"name":"build","status":"completed","conclusion":"success"}]}""";

    public const string Manifest = "production/shop/deployment.yaml";

    public const string Kustomization = "production/shop/kustomization.yaml";

    private ShippingWorld(DockerRegistry registry, ImagePusher pusher)
    {
        Registry = registry;
        Pusher = pusher;
        Code = new CodeRepository(pusher, "hecate/shop");
        Cluster = new ClusterLab { Registry = registry.Host };
    }

    public DockerRegistry Registry { get; }

    public ImagePusher Pusher { get; }

    public CodeRepository Code { get; }

    public BareRemote GitOps { get; } = new();

    public ClusterLab Cluster { get; }

    public DaemonHome Home { get; } = new();

    /// <summary>Null: the log is embedded.</summary>
    public EventStoreLab? EventStore { get; private set; }

    /// <summary>Whoever applies what Git wants, where that is not the daemon.</summary>
    public GitOpsControllers? Controllers { get; private set; }

    /// <summary>The GitOps repository's address.</summary>
    public string GitOpsUrl => git!.Url("remote.git");

    private string reconciler = "direct";
    private string onFailure = "roll_back";
    private string rolloutDeadline = "";
    private string leaseDuration = "";
    private string? leadership;
    private (string Strategy, object? Canary, object? BlueGreen) strategy = ("rolling", null, null);
    private string? kustomization;
    private HttpGitServer? git;
    private SampleFront? front;
    private LyingRegistry? ci;
    private LyingRegistry? team;

    /// <summary>How often the team was told of anything.</summary>
    public int Notices => team!.Seen.Count;

    public string Image => $"{Registry.Host}/hecate/shop";

    /// <summary>Where users end: the image that they get. Null: that of the Deployment called shop.</summary>
    public Func<ClusterLab, Task<string>>? Live { get; private init; }

    /// <summary>With a strategy and its settings, and manifests of its own, where <c>IMAGE</c> stands for the image.</summary>
    public static Task<ShippingWorld> StartAsync(
        (string Strategy, object? Canary, object? BlueGreen) strategy, string manifest, Func<string, bool> isSick, Func<ClusterLab, Task<string>>? live,
        string? kustomization) =>
        StartAsync(
            registry => new ShippingWorld(registry, new ImagePusher(registry.Address)) { strategy = strategy, onFailure = "shelve", Live = live, kustomization = kustomization },
            isSick, inEventStore: false, manifest);

    public static Task<ShippingWorld> StartAsync(
        Func<string, bool> isSick, bool inEventStore = false, string reconciler = "direct", string onFailure = "roll_back",
        string rolloutDeadline = "00:10:00", string leaseDuration = "00:00:30", string? leadership = null) =>
        StartAsync(
            registry => new ShippingWorld(registry, new ImagePusher(registry.Address))
            {
                reconciler = reconciler,
                onFailure = onFailure,
                rolloutDeadline = rolloutDeadline,
                leaseDuration = leaseDuration,
                leadership = leadership,
            },
            isSick, inEventStore, manifest: null);

    private static async Task<ShippingWorld> StartAsync(
        Func<DockerRegistry, ShippingWorld> make, Func<string, bool> isSick, bool inEventStore, string? manifest)
    {
        var registry = await DockerRegistry.StartAsync();
        var world = make(registry);
        await world.Cluster.InitializeAsync();
        world.GitOps.Commit(world.Manifests(manifest));
        world.git = await HttpGitServer.StartAsync(world.GitOps.Parent);
        world.ci = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, GreenCi));
        world.team = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, "ok"));
        world.front = await SampleFront.StartAsync(
            Path.Combine(world.Home.Root, "shop.sock"), async () => (await world.RunningImageAsync()).Split(':')[^1], isSick);
        world.Controllers = await ControllersOfAsync(world);
        world.EventStore = inEventStore ? await EventStoreLab.StartAsync() : null;
        world.Home.Configure(JsonSerializer.Serialize(world.Configuration()));
        return world;
    }

    /// <summary>The image that the cluster's Deployment wants now.</summary>
    public Task<string> RunningImageAsync() => Live?.Invoke(Cluster) ?? Cluster.KubectlAsync(
        ["get", "deployment", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}", "--ignore-not-found"]);

    public async ValueTask DisposeAsync()
    {
        await (Controllers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (front?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (git?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (EventStore?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (ci?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (team?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Cluster.DisposeAsync();
        Cluster.Dispose();
        GitOps.Dispose();
        Code.Dispose();
        Pusher.Dispose();
        await Registry.DisposeAsync();
        Home.Dispose();
    }

    private static async Task<GitOpsControllers?> ControllersOfAsync(ShippingWorld world) => world.reconciler switch
    {
        "flux" => await FluxController.StartAsync(world),
        "argo" => await ArgoController.StartAsync(world),
        _ => null,
    };

    private static string Kubectl() =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "kubectl")).First(File.Exists);

    private (string, string)[] Manifests(string? manifest) =>
    [
        (Manifest, manifest?.Replace("IMAGE", Image, StringComparison.Ordinal) ?? DeploymentManifest("0.0.1")),
        .. kustomization is null ? [] : new[] { (Kustomization, kustomization.Replace("IMAGE", Image, StringComparison.Ordinal)) },
    ];

    private object Configuration() => new
    {
        Divisions = new
        {
            shop = new { CodeRepository = Code.Path, Image, GitOpsPath = "shop", Ci = new { Kind = "github", Url = ci!.Address, Repository = "hecate/shop" } },
        },
        Environments = new
        {
            production = new
            {
                GitOpsRepository = GitOpsUrl,
                Path = "production",
                Reconciler = reconciler,
                Flux = reconciler is "flux" ? FluxController.Settings : null,
                Argo = reconciler is "argo" ? ArgoController.Settings : null,
                Cluster = new { Cluster.Kubeconfig },
                Leadership = leadership,
                Kustomize = kustomization is null ? null : Kubectl(),
                Strategy = strategy.Strategy,
                strategy.Canary,
                strategy.BlueGreen,
                OnFailure = onFailure,
                RolloutDeadline = rolloutDeadline,
                SettleTime = "00:00:01",
                AutoConclude = true,
                ObservationWindow = "00:00:01",
                Image = new { Origin = "require" },
                Notifications = new[] { new { Name = "team", Url = team!.Address, Template = "slack" } },
                SmokeTests = new[]
                {
                    new
                    {
                        Name = "health",
                        Url = "http://shop/health",
                        UnixSocket = front!.Socket,
                        ExpectJson = new Dictionary<string, string>(StringComparer.Ordinal) { ["$.status"] = "ok" },
                        VersionAt = "$.version",
                        Patience = "00:00:02",
                    },
                },
            },
        },
        EventStore = EventStore?.Configuration,
        Leadership = new { LeaseDuration = leaseDuration },
        Loops = new { Reconcile = "00:00:05", SmokeTests = "00:00:05" },
    };

    private string DeploymentManifest(string tag) => $$"""
        # Two of them, so that one can go while the other stays.
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          replicas: 2
          selector:
            matchLabels: { app: shop }
          template:
            metadata:
              labels: { app: shop }
            spec:
              containers:
                - name: shop
                  image: "{{Image}}:{{tag}}"   # the daemon's line

        """;
}
