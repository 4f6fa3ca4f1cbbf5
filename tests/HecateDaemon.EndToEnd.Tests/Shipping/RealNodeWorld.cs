using System.Text.Json;
using HecateDaemon.Adapters.Tests.Git;
using HecateDaemon.Adapters.Tests.Kubernetes;
using HecateDaemon.Adapters.Tests.Registry;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Shipping;

/// <summary>
/// A DaemonSet on a real node: containerd pulls its image from the registry, the kubelet runs it and probes it through its
/// Unix socket, and the daemon beside it asks the same socket.
/// </summary>
internal sealed class RealNodeWorld : IAsyncDisposable
{
    private readonly byte[] shop;
    private readonly DockerRegistry registry;
    private readonly ImagePusher pusher;

    private RealNodeWorld(byte[] shop, DockerRegistry registry)
    {
        this.shop = shop;
        this.registry = registry;
        pusher = new ImagePusher(registry.Address);
        Code = new CodeRepository(pusher, "hecate/shop", version => Program("/shop", version.EndsWith("-broken", StringComparison.Ordinal) ? "crash" : "serve", version));
        Cluster = new ClusterLab { RealNodesPause = $"{registry.Host}/pause:1" };
    }

    public CodeRepository Code { get; }

    public BareRemote GitOps { get; } = new();

    public ClusterLab Cluster { get; }

    public DaemonHome Home { get; } = new();

    /// <summary>In the shop's own folder on the node, which is this machine.</summary>
    public string ShopSocket => Path.Combine(ShopFolder, "shop.sock");

    public string Image => $"{registry.Host}/hecate/shop";

    private string ShopFolder => Path.Combine(Home.Root, "shop");

    public static async Task<RealNodeWorld> StartAsync()
    {
        var world = new RealNodeWorld(await CompileAsync(), await DockerRegistry.StartAsync());
        await world.pusher.PushAsync("pause", "1", new Dictionary<string, string>(StringComparer.Ordinal), program: world.Program("/shop", "pause"));
        await world.Cluster.InitializeAsync();
        world.GitOps.Commit(("shop/daemonset.yaml", world.Manifest));
        world.Home.Configure(JsonSerializer.Serialize(world.Configuration()));
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Cluster.Dispose();
        GitOps.Dispose();
        Code.Dispose();
        pusher.Dispose();
        await registry.DisposeAsync();
        Home.Dispose();
    }

    private static async Task<byte[]> CompileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hecate-shop-");
        var program = Path.Combine(folder.FullName, "shop");
        await LabProcess.RunAsync("clang", ["-static", "-O1", "-o", program, Path.Combine(ClusterLab.Repository, "tests", "lab", "shop", "shop.c")]);
        var bytes = await File.ReadAllBytesAsync(program);
        folder.Delete(recursive: true);
        return bytes;
    }

    private ImageProgram Program(params string[] entrypoint) => new("shop", shop, entrypoint);

    private object Configuration() => new
    {
        Divisions = new { shop = new { CodeRepository = Code.Path, Image, GitOpsPath = "shop" } },
        Environments = new
        {
            production = new
            {
                GitOpsRepository = GitOps.Path,
                Reconciler = "direct",
                Cluster = new { Cluster.Kubeconfig },
                OnFailure = "roll_back",
                AutoConclude = true,
                ObservationWindow = "00:00:01",
                SmokeTests = new[]
                {
                    new
                    {
                        Name = "health",
                        Url = "http://shop/health",
                        UnixSocket = ShopSocket,
                        ExpectJson = new Dictionary<string, string>(StringComparer.Ordinal) { ["$.status"] = "ok" },
                        VersionAt = "$.version",
                    },
                },
            },
        },
    };

    private string Manifest =>
        $$"""
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: shop
        spec:
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              hostNetwork: true
              terminationGracePeriodSeconds: 2
              containers:
                - name: shop
                  image: {{Image}}:0.0.1
                  imagePullPolicy: IfNotPresent
                  readinessProbe:
                    exec: {command: [/shop, probe]}
                    periodSeconds: 1
                  livenessProbe:
                    exec: {command: [/shop, probe]}
                    initialDelaySeconds: 5
                  volumeMounts:
                    - {name: sockets, mountPath: /run/hecate}
              volumes:
                - name: sockets
                  hostPath: {path: {{ShopFolder}}, type: DirectoryOrCreate}

        """;
}
