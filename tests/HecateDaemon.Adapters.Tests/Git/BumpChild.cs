using System.Diagnostics;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Both ends of a process that bumps one image after another, as a daemon of its own would.</summary>
internal static class BumpChild
{
    public static Process Start(string remote, int process, int writers, int rounds)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments = ["exec", typeof(BumpChild).Assembly.Location, "git", "bump", remote, $"{process}", $"{writers}", $"{rounds}"];
        return Process.Start(new ProcessStartInfo(dotnet, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
    }

    public static string Image(int process, int writer) => $"r/app-{process}-{writer}";

    /// <summary>Writers of one process are as daemons too: nothing is gathered, and each has a state directory of its own.</summary>
    public static async Task<int> BumpAsync(string remote, int process, int writers, int rounds)
    {
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            using var git = new GitFixture();
            for (var round = 2; round < 2 + rounds; round++)
            {
                var bumped = await git.BumpAsync(Intention(remote, $"{round}.0.0", $"d-{process}-{writer}-{round}") with
                {
                    Image = ImageName.Parse(Image(process, writer)),
                });
                Console.WriteLine($"landed {bumped.Commit}");
            }
        }));
        return 0;
    }
}
