using System.Diagnostics;
using System.Globalization;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// 10,000 YAML files with one image in one of them, in a remote on this machine: a bump, its commit and its push, beside what
/// people do with git and sed, in turn. The limits are those of the issue that asked for them.
/// </summary>
internal static class BumpRoads
{
    private const int Files = 10_000;
    private const int Runs = 7;
    private const string Image = "registry.example.org/team/shop";

    private static int version;

    public static bool Run(string probe)
    {
        using var home = new MeasuredHome();
        var remote = MakeRemote(home.Root);
        var checkout = Path.Combine(home.Root, "checkout");
        Git(home.Root, "clone", "-q", "file://" + remote, checkout);
        var (cloned, fetched, firsts, seconds) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var mostKb = 0;
        for (var run = 0; run <= Runs; run++)
        {
            cloned.Add(Measure(() => ByClone(home.Root, remote)));
            fetched.Add(Measure(() => ByCheckout(checkout)));
            var (first, second, kb) = ByDaemon(probe, home.Root, remote);
            firsts.Add(first);
            seconds.Add(second);
            mostKb = Math.Max(mostKb, kb);
        }

        // The first of each warms the disk's cache.
        var (clone, fetch, cold, warm) = (Median(cloned), Median(fetched), Median(firsts), Median(seconds));
        var memory = mostKb / 1024.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            one bump among {Files} files, medians of {Runs} runs each        ms   ratio   limit
            git clone --depth 1, sed, commit, push              {clone,12:F0}
            git fetch, sed, commit, push in a warm checkout     {fetch,12:F0}
            the daemon's first bump, to the clone               {cold,12:F0}   {cold / clone,5:F2}    0.25
            the daemon's first bump, to the warm checkout       {cold,12:F0}   {cold / fetch,5:F2}    0.50
            the daemon's second bump, to the warm checkout      {warm,12:F0}   {warm / fetch,5:F2}    0.50
            the daemon's second bump, to the clone              {warm,12:F0}   {warm / clone,5:F2}    0.10
            most memory resident, MiB                           {memory,12:F1}              96
            """));
        return cold / clone <= 0.25 && cold / fetch <= 0.5 && warm / fetch <= 0.5 && warm / clone <= 0.1 && memory <= 96;
    }

    private static string MakeRemote(string home)
    {
        var (remote, work) = (Path.Combine(home, "remote.git"), Path.Combine(home, "work"));
        Git(home, "init", "-q", "--bare", "-b", "main", remote);
        Git(home, "init", "-q", "-b", "main", work);
        for (var i = 0; i < Files; i++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(work, "clusters", $"c{i / 1000}", $"apps{i / 20 % 50}")).FullName;
            File.WriteAllText(Path.Combine(folder, $"app{i}.yaml"), Manifest(i, i == Files / 2 ? Image : $"registry.example.org/team/service-{i}"));
        }

        Git(work, "add", "-A");
        Git(work, "commit", "-q", "-m", "feat: Everything");
        Git(work, "push", "-q", remote, "main");
        Git(remote, "gc", "-q");
        Directory.Delete(work, recursive: true);
        return remote;
    }

    private static string Manifest(int number, string image) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: app{{number}}
          labels: {app: app{{number}}}
        spec:
          replicas: 2
          selector:
            matchLabels: {app: app{{number}}}
          template:
            metadata:
              labels: {app: app{{number}}}
            spec:
              containers:
              - name: app
                image: {{image}}:0.0.0
                ports: [{containerPort: 8080}]

        """;

    private static void ByClone(string home, string remote)
    {
        var clone = Path.Combine(home, "clone");
        Git(home, "clone", "-q", "--depth", "1", "file://" + remote, clone);
        Bump(clone);
        Git(clone, "push", "-q", "origin", "main");
        Directory.Delete(clone, recursive: true);
    }

    private static void ByCheckout(string checkout)
    {
        Git(checkout, "fetch", "-q", "origin");
        Git(checkout, "reset", "-q", "--hard", "origin/main");
        Bump(checkout);
        Git(checkout, "push", "-q", "origin", "main");
    }

    /// <summary>It knows where the image is, which spares it the search.</summary>
    private static void Bump(string folder)
    {
        var file = $"clusters/c{Files / 2 / 1000}/apps{Files / 2 / 20 % 50}/app{Files / 2}.yaml";
        Run(folder, "sed", "-i", $"s|{Image}:[0-9.]*|{Image}:{++version}.0.0|", file);
        Git(folder, "commit", "-q", "-am", $"chore: Bump shop to v{version}.0.0");
    }

    private static (double First, double Second, int MostKb) ByDaemon(string probe, string home, string remote)
    {
        using var process = Process.Start(new ProcessStartInfo(probe, [Path.Combine(home, "state"), remote, Image])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var (first, second) = (BumpOnce(process), BumpOnce(process));
        process.StandardInput.Close();
        var most = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        process.WaitForExit();
        return (first, second, most);
    }

    private static double BumpOnce(Process process)
    {
        process.StandardInput.WriteLine($"{++version}.0.0");
        var said = process.StandardOutput.ReadLine();
        return double.TryParse(said, CultureInfo.InvariantCulture, out var took) ? took : throw new InvalidOperationException($"the bump {said}");
    }

    private static double Measure(Action road)
    {
        var begun = Stopwatch.GetTimestamp();
        road();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Skip(1).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Git(string folder, params string[] arguments) =>
        Run(folder, "git", ["-c", "user.name=Somebody", "-c", "user.email=else@localhost", .. arguments]);

    private static void Run(string folder, string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false })!;
        run.WaitForExit();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}");
        }
    }
}
