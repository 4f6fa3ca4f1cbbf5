using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>Several daemons, each its own process, on one branch of one remote.</summary>
public sealed class RacingProcessesTests : IDisposable
{
    private const int Processes = 4;
    private const int Writers = 5;
    private const int Rounds = 2;
    private const int Bumps = Processes * Writers * Rounds;

    private readonly BareRemote remote = new();

    public void Dispose() => remote.Dispose();

    [Fact]
    public Task Of_twenty_writers_on_a_path_everyone_lands_and_none_twice() => RaceAsync(remote.Path);

    [Fact]
    public async Task Of_twenty_writers_over_http_everyone_lands_and_none_twice()
    {
        await using var server = await HttpGitServer.StartAsync(remote.Parent);

        await RaceAsync(server.Url("remote.git"));
    }

    private async Task RaceAsync(string address)
    {
        var images = Enumerable.Range(0, Processes).SelectMany(p => Enumerable.Range(0, Writers).Select(w => BumpChild.Image(p, w))).ToList();
        remote.Commit([.. images.Select(i => ($"apps/{i[2..]}.yaml", Pod("1.0.0", i)))]);
        var said = await Task.WhenAll(Enumerable.Range(0, Processes).Select(async p =>
        {
            using var child = BumpChild.Start(address, p, Writers, Rounds);
            var output = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            child.ExitCode.ShouldBe(0, output);
            return output;
        }));

        var landed = said.SelectMany(s => s.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(l => l["landed ".Length..]).ToList();
        landed.Distinct(StringComparer.Ordinal).Count().ShouldBe(Bumps);
        remote.Look("rev-list", "--max-count", $"{Bumps}", "main").Split('\n').ShouldBe(landed, ignoreOrder: true);
        remote.Commits.ShouldBe(1 + Bumps);
        var marks = remote.Look("log", "--format=%(trailers:key=Hecate-Deployment,valueonly,separator=%x2C)", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        marks.Distinct(StringComparer.Ordinal).Count().ShouldBe(Bumps);
        images.ShouldAllBe(i => remote.Look("show", $"main:apps/{i.Substring(2)}.yaml") == Pod("3.0.0", i).TrimEnd());
        remote.ShouldBeSound();
    }
}
