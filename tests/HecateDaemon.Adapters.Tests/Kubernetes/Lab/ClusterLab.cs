using System.Diagnostics;
using System.Globalization;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>
/// A real Kubernetes 1.20 control plane for one test run, with the resource definitions of Flux and Argo CD and a stand-in for the nodes.
/// The first time on a machine it is built from source, which takes some minutes (see tests/lab/build-kubernetes.sh).
/// </summary>
public sealed class ClusterLab : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hecate-cluster-").FullName;
    private LabApi? api;
    private PodStatusStandIn? nodes;

    /// <summary>A kubeconfig that may do everything.</summary>
    public string Kubeconfig => Path.Combine(folder, "admin.kubeconfig");

    /// <summary>A kubeconfig of user <c>stranger</c>, who may do nothing.</summary>
    public string StrangersKubeconfig => Path.Combine(folder, "stranger.kubeconfig");

    public LabApi Api => api ?? throw new InvalidOperationException("the lab has not started");

    /// <summary>Host and port of the registry in which the stand-in for the nodes looks images up; null: in none.</summary>
    public string? Registry { get; init; }

    /// <summary>The image whose container holds a pod's namespaces on a real node; null: there are stand-ins for nodes.</summary>
    public string? RealNodesPause { get; init; }

    /// <summary>Why this machine cannot run a real node; null: it can.</summary>
    public static string? WhyNoRealNode()
    {
        using var check = Process.Start(new ProcessStartInfo(Path.Combine(Scripts, "node-up.sh"), ["--check"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var why = check.StandardOutput.ReadToEnd().Trim();
        check.WaitForExit();
        return check.ExitCode is 0 ? null : $"no real node on this machine: {why}";
    }

    /// <summary>The folder of the repository that the tests run in.</summary>
    public static string Repository { get; } = FindRepository();

    private static string Scripts => Path.Combine(Repository, "tests", "lab");

    public async Task InitializeAsync()
    {
        await LabProcess.RunAsync(Path.Combine(Scripts, "cluster-up.sh"), [folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        var settings = File.ReadLines(Path.Combine(folder, "env")).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        api = new LabApi(new Uri(settings["API_SERVER"]), settings["API_AUTHORITY"], settings["API_ADMIN_TOKEN"]);
        if (RealNodesPause is { } pause)
        {
            await LabProcess.RunAsync(Path.Combine(Scripts, "node-up.sh"), [folder, pause]);
        }
        else
        {
            nodes = new PodStatusStandIn(api, Registry);
            nodes.Start();
        }

        await KubectlAsync(["apply", "-f", Path.Combine(Scripts, "flux-crds.yaml"), "-f", Path.Combine(Scripts, "argo-crd.yaml")]);
        await WaitForDefinitionsAsync();
    }

    public async Task DisposeAsync()
    {
        if (nodes is not null)
        {
            await nodes.DisposeAsync();
        }

        await LabProcess.RunAsync(Path.Combine(Scripts, "cluster-down.sh"), [folder]);
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => api?.Dispose();

    /// <summary>Runs kubectl as the administrator and answers what it printed.</summary>
    public Task<string> KubectlAsync(IReadOnlyList<string> arguments, string input = "") =>
        LabProcess.RunAsync("kubectl", ["--kubeconfig", Kubeconfig, .. arguments], input);

    /// <summary>A definition that has no conditions yet ends kubectl's wait with an error: then it is asked again.</summary>
    private async Task WaitForDefinitionsAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await KubectlAsync(["wait", "--for=condition=established", "--timeout=60s", "crd", "--all"]);
                return;
            }
            catch (InvalidOperationException e) when (attempt < 60 && e.Message.Contains("accessor error", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static string FindRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "HecateDaemon.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside of the repository: its HecateDaemon.sln is not found");
    }
}
