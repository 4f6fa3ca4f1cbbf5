using System.Text.Json.Nodes;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>One namespace of the lab, the environment that is shipped to there, and what a test needs to play in it.</summary>
internal sealed class ClusterScene : IDisposable
{
    private static int count;
    private readonly ClusterLab lab;

    private ClusterScene(ClusterLab lab, string ns)
    {
        this.lab = lab;
        Namespace = ns;
        Environment = new TargetEnvironment
        {
            Name = EnvironmentName.Parse("production"),
            GitOpsRepository = "memory",
            Reconciler = new Reconciler.Direct(),
            Cluster = new Cluster(lab.Kubeconfig, Context: null),
            Namespace = ns,
        };
        Direct = new DirectReconciler(Clusters, new RenderedManifests(Git, TimeProvider.System), new ManifestGuard(Catalogue, Git));
        Flux = new FluxReconciler(Clusters, Git);
        Argo = new ArgoReconciler(Clusters, Git);
        Workloads = new KubernetesWorkloads(Clusters);
    }

    public static CancellationToken Ct => CancellationToken.None;

    /// <summary>Nothing but what is always so.</summary>
    public static ShippingCatalogue Catalogue { get; } = new([], [], new(), new());

    /// <summary>The API server as its administrator sees it.</summary>
    public LabApi Lab => lab.Api;

    public string Namespace { get; }

    public TargetEnvironment Environment { get; init; }

    public MemoryManifests Git { get; } = new();

    public Clusters Clusters { get; } = new(TimeProvider.System);

    public DirectReconciler Direct { get; }

    public FluxReconciler Flux { get; }

    public ArgoReconciler Argo { get; }

    public KubernetesWorkloads Workloads { get; }

    public static async Task<ClusterScene> NewAsync(ClusterLab lab)
    {
        var ns = $"scene-{Interlocked.Increment(ref count)}";
        await lab.KubectlAsync(["create", "namespace", ns]);
        return new(lab, ns);
    }

    public ReconcileRequest Request(CommitId commit, TargetEnvironment? environment = null, string mark = "mark-1") => new(
        environment ?? Environment,
        new Division { Id = DivisionId.Parse("app"), CodeRepository = "code", Image = ImageName.Parse("registry.lab/app"), GitOpsPath = "app" },
        commit,
        mark);

    public async Task<CommitId> ApplyAsync(params (string Path, string Text)[] files)
    {
        var commit = Git.Commit(files);
        await Direct.RequestAsync(Request(commit), Ct);
        return commit;
    }

    public Task<string> KubectlAsync(IReadOnlyList<string> arguments, string input = "") =>
        lab.KubectlAsync(["-n", Namespace, .. arguments], input);

    public async Task<JsonNode> GetAsync(string kindAndName) => JsonNode.Parse(await KubectlAsync(["get", kindAndName, "-o", "json"]))!;

    public async Task<WorkloadSeen> SeeAsync(string kind, string name = "app") =>
        (await Workloads.SeeAsync(Environment, [new Workload(kind is "Job" ? "batch/v1" : kind is "Pod" ? "v1" : "apps/v1", kind, Namespace: null, name)], Ct)).Single();

    /// <summary>The verdict on <c>registry.lab/app</c> at a tag, once it is of the kind that is waited for.</summary>
    public async Task<TVerdict> VerdictAsync<TVerdict>(string kind, string tag, Func<TVerdict, bool>? and = null)
        where TVerdict : RolloutVerdict
    {
        var wanted = new WantedImage(ImageName.Parse("registry.lab/app"), tag, [Digest.Parse(PodStatusStandIn.DigestOf($"registry.lab/app:{tag}"))]);
        return await Eventually.Async<RolloutVerdict, TVerdict>(
            async () => RolloutJudge.Judge(await SeeAsync(kind), wanted, TimeProvider.System.GetUtcNow()), v => and is null || and(v));
    }

    public void Dispose() => Clusters.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
