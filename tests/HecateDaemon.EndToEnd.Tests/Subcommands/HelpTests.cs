using System.Text.RegularExpressions;
using HecateDaemon.EndToEnd.Tests.Daemon;

namespace HecateDaemon.EndToEnd.Tests.Subcommands;

public sealed partial class HelpTests : IDisposable
{
    private readonly DaemonHome home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("lint", "--help")]
    [InlineData("release", "check", "-h")]
    public async Task Help_is_there_wherever_it_is_asked_for(params string[] asked)
    {
        var end = await DaemonProcess.RunAsync(home, asked);

        (end.ExitCode, end.Errors).ShouldBe((0, ""));
        end.Output.ShouldStartWith("hecate-daemon ships software through GitOps.");
    }

    [Fact]
    public async Task The_manual_has_every_verb_and_switch_that_the_help_has()
    {
        var help = (await DaemonProcess.RunAsync(home, ["--help"])).Output;
        var manual = await File.ReadAllTextAsync(Path.Combine(DaemonExecutable.Repository, "packaging", "hecate-daemon.8"));

        var told = Verb().Matches(help).Select(m => m.Groups["verb"].Value).Concat(Switch().Matches(help).Select(m => m.Value)).Distinct().ToList();

        told.Count.ShouldBeGreaterThan(30);
        told.Except(Word().Matches(Font().Replace(manual, " ").Replace("\\-", "-", StringComparison.Ordinal)).Select(m => m.Value)).ShouldBeEmpty();
    }

    [GeneratedRegex("(?m)^  hecate-daemon (?<verb>[a-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    [GeneratedRegex("--[a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Switch();

    [GeneratedRegex("[a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\f[BIR]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Font();
}
