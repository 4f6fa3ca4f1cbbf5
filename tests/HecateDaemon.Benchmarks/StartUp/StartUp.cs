using System.Globalization;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// From the start of the process to its first answer, and its memory at rest: the daemon, with one environment configured,
/// beside a bare endpoint, in turn. The limits are those of the issue that asked for them.
/// </summary>
internal static class StartUp
{
    private const int Runs = 9;
    private const double FirstAnswerLimitMs = 100;
    private const double RestingLimitMb = 60;

    private const string OneEnvironment = """
        {
          "Divisions": { "shop": { "CodeRepository": "/srv/code.git", "Image": "registry.example.org/shop", "GitOpsPath": "shop" } },
          "Environments": { "production": {
            "GitOpsRepository": "/srv/gitops.git", "Reconciler": "direct", "Cluster": { "Kubeconfig": "/nowhere/kubeconfig" } } }
        }
        """;

    public static async Task<bool> RunAsync(string daemon, string bare)
    {
        var daemons = new List<Measured>();
        var bares = new List<Measured>();
        for (var run = 0; run <= Runs; run++)
        {
            daemons.Add(await MeasuredProcess.RunAsync(daemon, home => ["--config", Configure(home), "--socket", home.Socket]));
            bares.Add(await MeasuredProcess.RunAsync(bare, home => [home.Socket]));
        }

        // The first of each warms the disk's cache.
        var (startDaemon, restDaemon) = Medians(daemons[1..]);
        var (startBare, restBare) = Medians(bares[1..]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            start-up, medians of {Runs} runs each   daemon   bare endpoint   ratio   limit
            first answer, ms                  {startDaemon,8:F0}   {startBare,13:F0}   {startDaemon / startBare,5:F2}   {FirstAnswerLimitMs:F0}
            resident at rest, MiB             {restDaemon,8:F1}   {restBare,13:F1}   {restDaemon / restBare,5:F2}   {RestingLimitMb:F0}
            """));
        return startDaemon < FirstAnswerLimitMs && restDaemon < RestingLimitMb;
    }

    private static string Configure(MeasuredHome home)
    {
        var path = Path.Combine(home.Root, "daemon.json");
        File.WriteAllText(path, OneEnvironment);
        return path;
    }

    private static (double FirstAnswerMs, double RestingMb) Medians(List<Measured> runs) =>
        (Median(runs.Select(r => r.FirstAnswerMs)), Median(runs.Select(r => r.RestingMb)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
