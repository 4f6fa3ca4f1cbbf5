using System.Diagnostics;
using System.Text;
using System.Text.Json;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;

namespace HecateDaemon.Benchmarks;

/// <summary>What a round over 1,000 Deployments costs in CPU, beside listing them once; and what is held in memory for it.</summary>
internal static class DriftRounds
{
    private const int Workloads = 1000;
    private const int Rounds = 20;
    private static readonly CommitId Head = CommitId.Parse(new string('a', 40));

    public static async Task<bool> RunAsync()
    {
        await using var server = await DeploymentsServer.StartAsync(Workloads);
        using var http = new HttpClient();
        var folder = Directory.CreateTempSubdirectory("hecate-drift-");
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await using var services = Services(server.Kubeconfig(folder.FullName), out var environment, out var division);
            var detection = services.GetRequiredService<DriftDetection>();
            var log = (InMemoryEventLog)services.GetRequiredService<IEventLog>();
            await LookAsync();
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;

            var list = await CpuAsync(async () =>
            {
                using var document = JsonDocument.Parse(await http.GetByteArrayAsync(server.ListAddress));
            });
            var quiet = await CpuAsync(LookAsync);
            var change = 0;
            var changed = await CpuAsync(async () =>
            {
                change++;
                await server.ChangeAsync($"registry.lab/app:0.0.{change}");
                while (!(await LookAsync()).Any(d => d.Contains($"0.0.{change} ", StringComparison.Ordinal)))
                {
                    await Task.Delay(1);
                }
            });
            var writes = await log.ReadAllAsync(-1, CancellationToken.None).CountAsync();

            Console.WriteLine($"{Workloads} Deployments, CPU per round, median of {Rounds}");
            Console.WriteLine($"  listing them once      {list.TotalMilliseconds,8:0.0} ms");
            Console.WriteLine($"  round, one changed     {changed.TotalMilliseconds,8:0.0} ms   {changed / list:0.00} x listing (aim: at most 2)");
            Console.WriteLine($"  round, nothing changed {quiet.TotalMilliseconds,8:0.0} ms   {quiet / list:0.00} x listing");
            Console.WriteLine($"  held for it            {held / 1048576.0,8:0.0} MB  (aim: at most 64)");
            Console.WriteLine($"  events recorded        {writes,8}   for {Rounds + 1} changes and {Rounds} quiet rounds");
            return changed / list <= 2 && held <= 64 << 20 && writes <= Rounds + 1;

            Task<IReadOnlyList<string>> LookAsync() => detection.LookAsync(environment, [division], Head, "benchmark", CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(string kubeconfig, out TargetEnvironment environment, out Division division)
    {
        environment = new()
        {
            Name = EnvironmentName.Parse("production"),
            GitOpsRepository = "memory",
            Reconciler = new Reconciler.Direct(),
            Cluster = new Cluster(kubeconfig, Context: null),
            Namespace = "shop",
        };
        division = new() { Id = DivisionId.Parse("app"), CodeRepository = "code", Image = ImageName.Parse("registry.lab/app"), GitOpsPath = "" };
        return new ServiceCollection()
            .AddSingleton(new EventCodec(ReconciliationEventTypes.All))
            .AddSingleton<IEventLog>(new InMemoryEventLog(TimeProvider.System))
            .AddSingleton<IReadManifests>(new Manifests())
            .AddSingleton<DriftDesk>().AddSingleton<DriftView>().AddSingleton<DriftDetection>().AddSingleton<IKnowVerifiedImages>(new Verified())
            .AddKubernetes()
            .BuildServiceProvider();
    }

    private static async Task<TimeSpan> CpuAsync(Func<Task> round)
    {
        await round();
        var costs = new List<TimeSpan>(Rounds);
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < Rounds; i++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            await round();
            process.Refresh();
            costs.Add(process.TotalProcessorTime - before);
        }

        costs.Sort();
        return costs[Rounds / 2];
    }

    private sealed class Verified : IKnowVerifiedImages
    {
        public Task<WantedImage?> OfAsync(EnvironmentName environment, DivisionId division, CancellationToken ct) => Task.FromResult<WantedImage?>(null);
    }

    /// <summary>Manifests as they would be in Git.</summary>
    private sealed class Manifests : IReadManifests
    {
        public Task<CommitId> HeadAsync(string repository, string branch, CancellationToken ct) => Task.FromResult(Head);

        public Task<IReadOnlyList<ManifestFile>> ReadAsync(string repository, CommitId commit, string path, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<ManifestFile>>(
                [.. Enumerable.Range(0, Workloads).Select(n => new ManifestFile($"app-{n}.json", Encoding.UTF8.GetBytes(DeploymentsServer.Manifest(n, "registry.lab/app:1.0.0"))))]);

        public Task<bool> ContainsAsync(string repository, CommitId later, CommitId earlier, CancellationToken ct) => Task.FromResult(later == earlier);
    }
}
