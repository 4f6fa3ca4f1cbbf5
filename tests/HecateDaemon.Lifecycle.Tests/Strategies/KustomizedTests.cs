using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

/// <summary>Strategies where a kustomization's <c>images</c> gives the version.</summary>
public sealed class KustomizedTests : StrategyContract
{
    private const string Kustomization = """
        # What is here.
        resources:
        - shop.yaml
        images:
        - name: shop # as the manifests call it
          newName: ghcr.io/org/shop
          newTag: "1.0.0" # ours
        - name: other
          newTag: "7"
        namespace: web

        """;

    private const string Plain = "resources: [shop.yaml]\nimages:\n  - name: ghcr.io/org/shop\n    newTag: 1.0.0";

    private const string Shop = """
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          selector: {app: shop}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          replicas: 2
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              initContainers:
              - name: migrate
                image: 'shop'
              containers:
              - name: shop
                image: shop
              - name: sidecar
                image: other

        """;

    private static readonly Plan Canary = new(Strategy.Canary, FailurePolicy.Shelve, AutoConclude: true) { Canary = new() { Steps = [50] } };
    private static readonly Plan Nodes = Canary with { Canary = new() { Steps = [50], NodeLabel = Values.NodeLabel.TryParse("canary=yes", out var label) ? label : null } };
    private static readonly Plan BlueGreen = new(Strategy.BlueGreen, FailurePolicy.Shelve, AutoConclude: true) { BlueGreen = new() };
    private static readonly Plan Recreate = new(Strategy.Recreate, FailurePolicy.Shelve, AutoConclude: true);

    [Fact]
    public void Recreate_changes_the_version_in_the_kustomization_and_the_strategy_in_the_deployment()
    {
        var scene = Of(Recreate, Kustomization, Shop);

        scene.Walk(steps: 1);
        scene["kustomization.yaml"].ShouldBe(Bumped(Kustomization));
        scene["shop.yaml"].ShouldBe(Shop.Replace("  template:", "  strategy:\n    type: Recreate\n  template:"));
        scene.Running.ShouldBe(["Deployment/shop"]);
        Places(scene).ShouldBe(["kustomization.yaml:7 1.0.0 -> 1.1.0 Deployment shop"]);
        scene.Walk();
        scene["shop.yaml"].ShouldBe(Shop);
    }

    [Fact]
    public void A_copy_has_its_image_under_another_name_with_an_entry_of_its_own()
    {
        var scene = Of(Canary, Kustomization, Shop);

        scene.Walk(steps: 1);
        scene["kustomization.yaml"].ShouldBe(Kustomization.Replace(
            "newTag: \"7\"\n", "newTag: \"7\"\n- name: shop-canary\n  newName: ghcr.io/org/shop\n  newTag: \"1.1.0\"\n"));
        scene["shop.yaml"].ShouldStartWith(Shop);
        scene["shop.yaml"].ShouldContain("    image: 'shop-canary'\n");
        scene["shop.yaml"].ShouldContain("    image: shop-canary\n      - name: sidecar\n        image: other\n");
        Places(scene).ShouldBe(["kustomization.yaml:12 1.1.0 -> 1.1.0 Deployment shop-canary"]);
        scene.Walk(steps: 1);
        scene["kustomization.yaml"].ShouldContain("newTag: \"1.1.0\" # ours\n");
        scene.Walk();
        scene["kustomization.yaml"].ShouldBe(Bumped(Kustomization));
        scene["shop.yaml"].ShouldBe(Shop);
    }

    [Fact]
    public void A_second_colour_that_is_made_keeps_its_entry()
    {
        var scene = Of(BlueGreen, Plain, Named(Shop));

        scene.Walk();

        scene["kustomization.yaml"].ShouldBe(Plain + "\n  - name: ghcr.io/org/shop-green\n    newName: ghcr.io/org/shop\n    newTag: \"1.1.0\"");
        scene["shop.yaml"].ShouldContain("image: ghcr.io/org/shop-green\n");
    }

    [Fact]
    public void Names_are_followed_through_a_base()
    {
        var scene = new Scene(
            new Recreate(), Recreate,
            ("base/kustomization.yaml", "resources: [shop.yaml]\nimages: [{name: shop, newName: ghcr.io/org/shop}]\n"),
            ("base/shop.yaml", Shop),
            ("prod/kustomization.yaml", "resources: [../base]\nimages: [{name: ghcr.io/org/shop, newTag: 1.0.0}]\n"));

        scene.WhyNot.ShouldBeNull();
        scene.Walk(steps: 1);

        scene["base/shop.yaml"].ShouldContain("type: Recreate");
        scene["prod/kustomization.yaml"].ShouldContain("newTag: 1.1.0");
    }

    [Theory]
    [InlineData("resources:\n- shop.yaml\n", "resources:\n- shop.yaml\n- ../base\n", "also in ../base, which is not below this path")]
    [InlineData("resources:\n- shop.yaml\n", "resources: []\n", "but nothing that it takes in runs it")]
    [InlineData("resources:\n- shop.yaml\n", "resources:\n- shop.yaml\n- https://example.org/crds\n", "https:/example.org/crds")]
    [InlineData("namespace: web\n", "namePrefix: eu-\n", "gives everything another name by namePrefix")]
    [InlineData("namespace: web\n", "patches: [{path: more.yaml}]\n", "would not reach a copy of Deployment shop")]
    [InlineData("\n- name: other\n  newTag: \"7\"", "\n- {name: other, newTag: \"7\"}", null)]
    public void What_stands_in_the_way_is_told(string from, string to, string? why)
    {
        var told = Of(Canary, Kustomization.Replace(from, to), Shop).WhyNot;

        (told is null).ShouldBe(why is null, told);
        (told ?? "").ShouldContain(why ?? "");
    }

    [Fact]
    public void Two_workloads_with_one_version_cannot_have_two() =>
        Of(Canary, Kustomization, Shop + "---\n" + Shop.Split("---\n")[1].Replace("name: shop\nspec", "name: shop-canary\nspec")).WhyNot
            .ShouldBe("kustomization.yaml:7 gives Deployment shop and Deployment shop-canary one version: let each have the image under a name of its own");

    [Fact]
    public void Versions_of_a_helm_release_are_not_told_apart() =>
        new Scene(new Recreate(), Recreate, ("release.yaml", "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: shop}\nspec:\n  values:\n    image:\n      repository: ghcr.io/org/shop\n      tag: 1.0.0\n"))
            .WhyNot!.ShouldContain("release.yaml:8 (repository_and_tag) and not in the workload itself");

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes()
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            foreach (var plan in new[] { Recreate, Canary })
            {
                yield return (Of(plan, Lines(Kustomization, newLine), Lines(Shop, newLine)), Bumped);
                yield return (Of(plan, Lines(Plain, newLine), Lines(Named(Shop), newLine)), Bumped);
            }
        }

        yield return (Of(Canary, Kustomization, Stateful), Bumped);
        yield return (Of(Canary, Kustomization, Daemons), Bumped);
        yield return (Of(Nodes, Kustomization, Daemons), Bumped);
    }

    private static string Stateful => Shop.Split("---\n")[1].Replace("Deployment", "StatefulSet");

    private static string Daemons => Shop.Split("---\n")[1].Replace("Deployment", "DaemonSet").Replace("  replicas: 2\n", "");

    private static string Named(string text) => text.Replace("image: shop\n", "image: ghcr.io/org/shop\n").Replace("'shop'", "\"ghcr.io/org/shop\"");

    private static string Lines(string text, string newLine) => text.ReplaceLineEndings(newLine);

    private static string Bumped(string text) => text.Replace("newTag: \"1.0.0\"", "newTag: \"1.1.0\"").Replace("newTag: 1.0.0", "newTag: 1.1.0");

    /// <summary>As they will stand in the event.</summary>
    private static IEnumerable<string> Places(Scene scene) => scene.Manifests
        .Since(scene.Before, Scene.Goal.Image, [.. scene.Manifests.Documents.Select(d => d.Workload).Where(w => scene.Running.Contains($"{w.Kind}/{w.Name}"))])
        .SelectMany(c => c.Edited.Places).Select(p => $"{p.File}:{p.Line} {p.Old} -> {p.New} {p.Workload!.Kind} {p.Workload.Name}");

    private static Scene Of(Plan plan, string kustomization, string manifests) => new(
        plan.Strategy switch
        {
            Strategy.Canary => new Canary([new ReplicaCanary(), new PartitionCanary(), new DaemonSetCanary(), new DeclaredCanary()]),
            Strategy.BlueGreen => new BlueGreen(),
            _ => new Recreate(),
        },
        plan, ("kustomization.yaml", kustomization), ("shop.yaml", manifests));
}
