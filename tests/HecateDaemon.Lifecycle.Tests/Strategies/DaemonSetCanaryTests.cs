using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class DaemonSetCanaryTests : StrategyContract
{
    private const string Nodes = """
        # On every node.
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: shop # its name
        spec:
          selector:
            matchLabels: { app: shop }
          # As few as possible at a time.
          template:
            metadata:
              labels: { app: shop }
            spec:
              hostNetwork: true
              containers:
              - name: shop
                image: "ghcr.io/org/shop:1.0.0" # ours

        """;

    private static readonly string Slow = Nodes.Replace("  selector:", "  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: 2\n  selector:");
    private static readonly string Selecting = Nodes.Replace("      hostNetwork: true\n", "      hostNetwork: true\n      nodeSelector:\n        disk: ssd\n");
    private static readonly string Annotated = Nodes.Replace("its name\n", "its name\n  annotations:\n    team: a\n");

    private static readonly Plan ByShare = new(Strategy.Canary, FailurePolicy.Shelve, AutoConclude: true) { Canary = new() { Steps = [25, 50] } };
    private static readonly Plan ByLabel = ByShare with { Canary = new() { Steps = [25], NodeLabel = Label("example.org/canary=yes") } };

    [Fact]
    public void Where_no_label_is_configured_its_manifest_says_on_how_many_nodes_and_nobody_else_replaces_pods()
    {
        var scene = Of(ByShare, Slow);

        scene.Walk(steps: 1);
        var first = Bumped(Nodes)
            .Replace("its name\n", "its name\n  annotations: { hecate.social/canary-nodes: 25% }\n")
            .Replace("  selector:", "  updateStrategy:\n    type: OnDelete\n  selector:");
        scene["shop.yaml"].ShouldBe(first);
        scene.Running.ShouldBe(["DaemonSet/shop"]);
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(first.Replace("25%", "50%"));
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(Bumped(Slow));
    }

    [Fact]
    public void Labelled_nodes_get_a_copy_and_the_others_keep_their_pods_until_one_commit_promotes_it()
    {
        var scene = Of(ByLabel, Nodes);

        scene.Walk(steps: 1);
        var both = scene["shop.yaml"].Split("---\n");
        both[0].ShouldBe(Nodes
            .Replace("  # As few", "  updateStrategy:\n    type: OnDelete\n  # As few")
            .Replace("# ours\n", "# ours\n      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: example.org/canary, operator: NotIn, values: [\"yes\"] }] }] } } }\n"));
        both[1].ShouldBe(Bumped(Nodes).Replace("# On every node.\n", "").Replace("shop # its", "shop-canary # its")
            .Replace("{ app: shop }", "{ app: shop, hecate.social/track: canary }")
            .Replace("# ours\n", "# ours\n      nodeSelector: { example.org/canary: \"yes\" }\n"));
        scene.Running.ShouldBe(["DaemonSet/shop-canary"]);
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(Bumped(Nodes));
    }

    [Fact]
    public void A_copy_keeps_the_node_selector_that_there_was()
    {
        var scene = Of(ByLabel, Selecting);

        scene.Walk(steps: 1);

        scene["shop.yaml"].ShouldContain("        disk: ssd\n        example.org/canary: \"yes\"\n");
    }

    [Theory]
    [InlineData("  selector:", "  updateStrategy: {type: OnDelete}\n  selector:", "OnDelete rolls nothing out until somebody deletes pods by hand")]
    [InlineData("its name\n", "its name\n  annotations: {hecate.social/canary-nodes: 10%}\n", "has the annotation hecate.social/canary-nodes already")]
    [InlineData("      hostNetwork: true\n", "      affinity: {}\n", "has an affinity already")]
    [InlineData("      hostNetwork: true\n", "      nodeSelector: {example.org/canary: \"no\"}\n", "selects its nodes by example.org/canary already")]
    public void What_stands_in_the_way_is_told(string from, string to, string why) =>
        Of(ByLabel, Nodes.Replace(from, to)).WhyNot!.ShouldContain(why);

    [Theory]
    [InlineData("a=b", true)]
    [InlineData("node-role.kubernetes.io/canary=true", true)]
    [InlineData("a=", false)]
    [InlineData("a", false)]
    [InlineData("a/b/c=d", false)]
    [InlineData("a=b c", false)]
    [InlineData("a=\"b\"", false)]
    public void A_label_is_a_key_with_a_value(string text, bool isOne) => NodeLabel.TryParse(text, out _).ShouldBe(isOne);

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes()
    {
        foreach (var text in new[] { Nodes, Slow, Selecting, Annotated, Nodes.TrimEnd(), Nodes.Replace("\n", "\r\n"), "---\n" + Nodes + "---\n# more\n" })
        {
            yield return (Of(ByShare, text), Bumped);
            yield return (Of(ByLabel, text), Bumped);
        }
    }

    private static NodeLabel Label(string text) => NodeLabel.TryParse(text, out var label) ? label : throw new FormatException(text);

    private static string Bumped(string text) => text.Replace("/shop:" + Scene.Old, "/shop:" + Scene.New);

    private static Scene Of(Plan plan, string text) => new(new Canary([new ReplicaCanary(), new DaemonSetCanary(), new DeclaredCanary()]), plan, ("shop.yaml", text));
}
