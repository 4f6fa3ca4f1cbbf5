using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>Blue/green where the repository declares one colour only.</summary>
public sealed class SecondColourTests : StrategyContract
{
    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop} # live

        """;

    private const string Shop = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          replicas: 3
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop, tier: front}
            spec:
              topologySpreadConstraints:
              - labelSelector: {matchLabels: {app: shop}}
              containers:
              - name: shop
                image: ghcr.io/org/shop:1.0.0

        """;

    private static readonly string Green = Shop.Replace("app: shop", "app: shop-green").Replace("name: shop\nspec", "name: shop-green\nspec");

    private static readonly Plan Plan = new(Strategy.BlueGreen, FailurePolicy.Shelve, AutoConclude: true) { BlueGreen = new() };
    private static readonly Plan Retiring = Plan with { BlueGreen = new() { KeepOld = TimeSpan.FromHours(1) } };

    [Fact]
    public void It_is_made_beside_the_one_that_works_which_no_commit_touches_before_it_retires()
    {
        var scene = Of(Retiring, Service, Shop);

        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(Shop + "---\n" + Green.Replace(Scene.Old, Scene.New));
        scene["service.yaml"].ShouldBe(Service);
        scene.Running.ShouldBe(["Deployment/shop-green"]);
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(Shop + "---\n" + Green.Replace(Scene.Old, Scene.New));
        scene["service.yaml"].ShouldBe(Service.Replace("app: shop", "app: shop-green"));
        scene.Walk();
        scene["shop.yaml"].ShouldBe(Shop.Replace("replicas: 3", "replicas: 0") + "---\n" + Green.Replace(Scene.Old, Scene.New));
    }

    [Fact]
    public void The_next_release_finds_both_and_takes_the_one_that_is_idle()
    {
        var scene = Of(Plan, Service.Replace("app: shop", "app: shop-green"), Shop + "---\n" + Green);

        scene.Walk();

        scene["shop.yaml"].ShouldBe(Shop.Replace(Scene.Old, Scene.New) + "---\n" + Green);
        scene["service.yaml"].ShouldBe(Service);
    }

    [Fact]
    public void A_label_by_which_others_pick_the_pods_is_left_alone()
    {
        const string Policy = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: shop}\nspec: {podSelector: {matchLabels: {app: shop}}}\n";

        Of(Plan, Service + Policy, Shop).WhyNot.ShouldBe("NetworkPolicy shop selects the pods of Deployment shop by app as its Services do, and would not select those of a second one: declare it");
        var scene = Of(Plan, Service.Replace("{app: shop}", "{app: shop, tier: front}") + Policy, Shop);
        scene.Walk(steps: 2);
        scene["service.yaml"].ShouldBe(Service.Replace("{app: shop}", "{app: shop, tier: front-green}") + Policy);
        scene["shop.yaml"].ShouldContain("labels: {app: shop, tier: front-green}");
    }

    [Theory]
    [InlineData("commonLabels: {app: shop}\n")]
    [InlineData("labels:\n- pairs: {app: shop}\n  includeSelectors: true\n")]
    public void A_label_that_a_kustomization_gives_to_all_is_none_to_differ_by(string labels) =>
        new Scene(new BlueGreen(), Plan, ("kustomization.yaml", "resources: [service.yaml, shop.yaml]\n" + labels), ("service.yaml", Service), ("shop.yaml", Shop))
            .WhyNot!.ShouldContain("by no label in common that could have another value");

    [Theory]
    [InlineData("    spec:\n", "    spec:\n      hostNetwork: true\n", "uses ports of its node")]
    [InlineData("app: shop,", "other: shop,", "blue/green needs two Deployments, or one, and a Service")]
    [InlineData("  replicas: 3\n", "  replicas: 3\n  strategy: {type: Recreate}\n", "old and new must not run at the same time")]
    public void What_stands_in_the_way_is_told(string from, string to, string why) =>
        Of(Plan, Service, Shop.Replace(from, to)).WhyNot!.ShouldContain(why);

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes()
    {
        foreach (var shop in new[] { Shop, Shop.TrimEnd(), "---\n" + Shop, Shop.Replace("  replicas: 3\n", ""), Shop.Replace("\n", "\r\n") })
        {
            var newLine = shop.Contains('\r') ? "\r\n" : "\n";
            var open = shop.EndsWith('\n') ? "" : newLine;
            var copy = shop.Replace("app: shop", "app: shop-green").Replace($"name: shop{newLine}spec", $"name: shop-green{newLine}spec").Replace("---\n", "").Replace(Scene.Old, Scene.New);
            yield return (Of(Plan, Service, shop), text => text == shop ? $"{shop}{open}---{newLine}{copy}" : text.Replace("app: shop", "app: shop-green"));
        }
    }

    private static Scene Of(Plan plan, string service, string shop) => new(new BlueGreen(), plan, ("service.yaml", service), ("shop.yaml", shop));
}
