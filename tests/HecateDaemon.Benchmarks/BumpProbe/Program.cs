using System.Diagnostics;
using System.Globalization;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// bump-probe STATE REMOTE IMAGE: bumps to each version that comes in on a line, and says how many milliseconds it took. At the
// end of its input it says the most memory that it ever had, in KiB.
var (state, remote, image) = (args[0], args[1], ImageName.Parse(args[2]));
await using var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Warning)).AddManifests().AddGit(state, new GitAccess()).BuildServiceProvider();
var commits = services.GetRequiredService<ICommitManifests>();
while (await Console.In.ReadLineAsync() is { } version)
{
    var begun = Stopwatch.GetTimestamp();
    var outcome = await commits.BumpAsync(
        new BumpIntention
        {
            Repository = remote,
            Branch = "main",
            Path = "clusters",
            Image = image,
            Tag = version,
            Subject = $"chore: Bump shop to v{version}",
            Trailers = [new("Hecate-Deployment", $"d-{version}")],
        },
        CancellationToken.None);
    var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    Console.WriteLine(outcome is BumpOutcome.Bumped { Attempts: 1 } ? took.ToString("F1", CultureInfo.InvariantCulture) : $"failed: {outcome}");
}

Console.WriteLine(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
