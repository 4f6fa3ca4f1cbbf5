using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class BlueGreenTests : StrategyContract
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop, colour: blue} # live
        """;

    private const string Preview = """
        apiVersion: v1
        kind: Service
        metadata: {name: shop-next, labels: {hecate.social/preview: "yes"}}
        spec:
          selector: {app: shop, colour: green}
        """;

    private static readonly Plan Plan = new(Strategy.BlueGreen, FailurePolicy.Shelve, AutoConclude: true) { BlueGreen = new() };
    private static readonly Plan Retiring = Plan with { BlueGreen = new() { KeepOld = TimeSpan.FromHours(1) } };

    [Fact]
    public void The_idle_colour_gets_the_version_and_one_commit_switches_the_services()
    {
        var scene = Of(Plan, Service, Colour("blue"), Colour("green"));

        scene.Walk(steps: 1);
        scene["service.yaml"].ShouldBe(Service);
        scene["blue.yaml"].ShouldBe(Colour("blue"));
        scene["green.yaml"].ShouldBe(Colour("green").Replace(Scene.Old, Scene.New));
        scene.Running.ShouldBe(["Deployment/shop-green"]);
        scene.Walk(steps: 1);
        scene["service.yaml"].ShouldBe(Service.Replace("colour: blue", "colour: green"));
        scene["blue.yaml"].ShouldBe(Colour("blue"));
        scene.Next(Progress.Well).ShouldBeOfType<Move.Done>();
    }

    [Fact]
    public void The_old_colour_is_scaled_to_nothing_after_a_while_where_that_is_wanted()
    {
        var scene = Of(Retiring, Service, Colour("blue"), Colour("green"));

        scene.Walk(steps: 2);
        Course.Next(new BlueGreen(), scene.View(Progress.Well)).ShouldBeOfType<Move.Wait>().Left.ShouldBe(TimeSpan.FromHours(1));
        scene.Walk();
        scene["blue.yaml"].ShouldBe(Colour("blue").Replace("replicas: 3", "replicas: 0"));
    }

    [Fact]
    public void An_idle_colour_without_pods_gets_as_many_as_the_live_one_has()
    {
        var scene = Of(Plan, Service, Colour("blue"), Colour("green").Replace("replicas: 3", "replicas: 0"));

        scene.Walk(steps: 1);

        scene["green.yaml"].ShouldBe(Colour("green").Replace(Scene.Old, Scene.New));
    }

    [Fact]
    public void A_service_for_tests_of_the_idle_colour_stays_with_it()
    {
        var scene = Of(Plan, Service + "\n---\n" + Preview, Colour("blue"), Colour("green"));

        scene.WhyNot.ShouldBeNull();
        scene.Walk(steps: 2);

        scene["service.yaml"].ShouldEndWith(Preview);
    }

    [Theory]
    [InlineData("Deployment", "StatefulSet", "blue/green needs two Deployments, or one")]
    [InlineData("Deployment", "DaemonSet", "two of DaemonSet shop-blue would want the same ports of every node")]
    public void Other_kinds_are_refused(string kind, string other, string why) =>
        Of(Plan, Service, Colour("blue").Replace(kind, other).Replace("    spec:\n", "    spec:\n      hostNetwork: true\n"), Colour("green")).WhyNot!.ShouldContain(why);

    [Fact]
    public void A_service_that_selects_both_cannot_be_switched() =>
        Of(Plan, Service.Replace(", colour: blue", ""), Colour("blue"), Colour("green")).WhyNot!.ShouldContain("no Service selects Deployment shop-blue or Deployment shop-green alone");

    [Fact]
    public void Two_services_for_two_colours_leave_unclear_which_is_live() =>
        Of(Plan, Service + "\n---\n" + Preview.Replace("preview", "other"), Colour("blue"), Colour("green")).WhyNot!.ShouldContain("which of them is live cannot be told");

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes()
    {
        yield return (Of(Plan, Service, Colour("blue"), Colour("green")), text => AtTheEnd(text));
        yield return (Of(Plan, Service, Colour("blue"), Colour("green").Replace("replicas: 3", "replicas: 0")), text => AtTheEnd(text).Replace("replicas: 0", "replicas: 3"));
        yield return (Of(Retiring, Service, Colour("blue"), Colour("green").Replace("  replicas: 3\n", "")), text => text.Contains("shop-blue")
            ? text.Replace("replicas: 3", "replicas: 0")
            : AtTheEnd(text).Replace("  selector:\n", "  replicas: 3\n  selector:\n"));
    }

    private static string AtTheEnd(string text) =>
        text.Contains("shop-green") ? text.Replace(Scene.Old, Scene.New) : text.Replace("colour: blue} # live", "colour: green} # live");

    private static Scene Of(Plan plan, string service, string blue, string green) =>
        new(new BlueGreen(), plan, ("service.yaml", service), ("blue.yaml", blue), ("green.yaml", green));

    private static string Colour(string colour) =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-{{colour}}
        spec:
          replicas: 3
          selector:
            matchLabels: {app: shop, colour: {{colour}}}
          template:
            metadata:
              labels: {app: shop, colour: {{colour}}}
            spec:
              containers:
              - name: shop
                image: ghcr.io/org/shop:1.0.0

        """.ReplaceLineEndings("\n");
}
