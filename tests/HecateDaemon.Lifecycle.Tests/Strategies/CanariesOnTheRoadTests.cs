using System.Text;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>Canaries of StatefulSets and DaemonSets over a daemon that is killed after every single event.</summary>
public sealed class CanariesOnTheRoadTests : InAWorld
{
    private static readonly string Set = Manifest("StatefulSet", "hecate-daemon", "  replicas: 4\n");
    private static readonly string Nodes = Manifest("DaemonSet", "hecate-daemon", "");
    private static readonly string Pair = Nodes.Replace("    spec:\n", "    spec:\n      nodeSelector: {canary: \"no\"}\n") + "---\n" +
        Manifest("DaemonSet", "hecate-daemon-canary", "").Replace("    spec:\n", "    spec:\n      nodeSelector: {canary: \"yes\"}\n");

    public static TheoryData<string, string, string[]> Shapes => new()
    {
        { "a StatefulSet", Set, [] },
        { "a DaemonSet, node by node", Nodes, ["a v0.9.0", "b v0.9.0"] },
        { "two DaemonSets", Pair, [] },
    };

    public override Task InitializeAsync()
    {
        World.Production = World.Production with { Strategy = Strategy.Canary, Canary = new() { Steps = [25, 50] } };
        World.Outside.Release("0.9.0");
        World.Outside.Release("1.0.0");
        World.Outside.OfDaemons.Run("v0.9.0");
        return Task.CompletedTask;
    }

    [Theory, MemberData(nameof(Shapes))]
    public async Task Starting_again_after_every_single_event_does_nothing_twice(string shape, string manifest, string[] replaced)
    {
        World.Outside.Trees[0] = [new("apps/shop.yaml", Encoding.UTF8.GetBytes(manifest))];
        await World.StartAsync();
        var id = await World.SetOutAsync("1.0.0");

        await World.RestartUntilCompletedAsync(id);

        Steps().ShouldBe(["25 % of it", "50 % of it", "the new version for all", "nothing beside it any more"], shape);
        World.Outside.Acts.Count(a => a.StartsWith("reconciled")).ShouldBe(4);
        World.Outside.OfDaemons.Replaced.ShouldBe(replaced);
        Written(^1).ShouldBe(manifest.Replace("v0.9.0", "v1.0.0"));
    }

    [Fact]
    public async Task A_node_whose_pod_is_sick_is_the_last_one_that_gets_the_version()
    {
        World.Outside.Trees[0] = [new("apps/shop.yaml", Encoding.UTF8.GetBytes(Nodes))];
        World.Outside.SickVersions[ReleaseVersion.Parse("1.0.0")] = true;
        await World.StartAsync();
        var id = await World.SetOutAsync("1.0.0");

        await World.UntilAsync(id, d => d.Phase is Phase.Paused);

        World.Outside.OfDaemons.Replaced.ShouldBe(["a v0.9.0"]);
        Written(^1).ShouldBe(Nodes);
        (await World.EventsAsync(DeploymentStreams.NameOf(id))).Select(e => Encoding.UTF8.GetString(e.Data.Span))
            .ShouldContain(e => e.Contains("pod a.1 anew, which was deleted so that its node gets"));
    }

    private string[] Steps() => [.. World.Outside.Acts.Where(a => a.StartsWith("pushed")).Select(a => a.Split("(canary: ")[1].TrimEnd(')'))];

    private string Written(Index commit) => Encoding.UTF8.GetString(World.Outside.Trees[commit][0].Content.Span);

    private static string Manifest(string kind, string name, string more) =>
        $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata:
          name: {{name}}
        spec:
        {{more}}  selector:
            matchLabels: {app: {{name}}}
          template:
            metadata:
              labels: {app: {{name}}}
            spec:
              containers:
              - name: daemon
                image: {{World.Image}}:v0.9.0

        """.ReplaceLineEndings("\n");
}
