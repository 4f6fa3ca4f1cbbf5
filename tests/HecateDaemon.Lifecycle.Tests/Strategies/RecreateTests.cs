using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class RecreateTests : StrategyContract
{
    private static readonly Plan Plan = new(Strategy.Recreate, FailurePolicy.Shelve, AutoConclude: true);

    public static TheoryData<string, string> Corpus => new()
    {
        { "  replicas: 2\n", "  replicas: 2\n  strategy:\n    type: Recreate\n" },
        { "  strategy:\n    type: RollingUpdate\n", "  strategy:\n    type: Recreate\n" },
        {
            "  strategy: # careful\n    # never fewer\n    rollingUpdate:\n      maxSurge: 1\n      maxUnavailable: 0 # really\n\n  # how long\n  minReadySeconds: 5\n",
            "  strategy: # careful\n    # never fewer\n    type: Recreate\n\n  # how long\n  minReadySeconds: 5\n"
        },
        {
            "  strategy:\n    type: \"RollingUpdate\"   # slow\n    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}\n",
            "  strategy:\n    type: \"Recreate\"   # slow\n"
        },
        { "  strategy: {type: RollingUpdate} # slow\n", "  strategy:\n    type: Recreate\n" },
        { "  strategy:\n    type: Recreate\n", "  strategy:\n    type: Recreate\n" },
        { "", "  strategy:\n    type: Recreate\n" },
    };

    [Theory, MemberData(nameof(Corpus))]
    public void The_strategy_is_set_with_the_bump_and_afterwards_put_back(string before, string meanwhile)
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            string Written(string spec, string tag) => ("# Ours\n---\n" + Manifest(spec, tag) + "---\n# others\n").Replace("\n", newLine);
            var scene = new Scene(new Recreate(), Plan, ("shop.yaml", Written(before, Scene.Old)));

            scene.WhyNot.ShouldBeNull();
            scene.Walk(steps: 1);
            scene["shop.yaml"].ShouldBe(Written(meanwhile, Scene.New));
            scene.Running.ShouldBe(["Deployment/shop"]);
            scene.Walk(steps: 1);
            scene["shop.yaml"].ShouldBe(Written(before, Scene.New));
        }
    }

    [Fact]
    public void What_others_commit_meanwhile_stays()
    {
        var scene = new Scene(new Recreate(), Plan, ("shop.yaml", Manifest("  strategy: {type: RollingUpdate} # slow\n", Scene.Old)));
        scene.Walk(steps: 1);
        var changed = Scene.Read(("shop.yaml", scene["shop.yaml"].Replace("name: shop\n", "name: shop # theirs\n")));

        var restored = new Recreate().Edit(new Recreate().Stages(Plan, isRollback: false)[1], changed, scene.Before, Scene.Goal);

        Scene.Texts(restored.Manifests)["shop.yaml"].ShouldBe(
            Manifest("  strategy: {type: RollingUpdate} # slow\n", Scene.New).Replace("name: shop\n", "name: shop # theirs\n"));
    }

    [Theory]
    [InlineData("StatefulSet", "cannot be told to stop all its pods first")]
    [InlineData("DaemonSet", "cannot be told to stop all its pods first")]
    [InlineData("CronJob", "nothing that runs ghcr.io/org/shop all the time")]
    public void Other_kinds_know_no_such_strategy(string kind, string why) =>
        new Scene(new Recreate(), Plan, ("shop.yaml", Manifest("", Scene.Old).Replace("Deployment", kind))).WhyNot!.ShouldContain(why);

    [Theory]
    [InlineData("kind: Deployment\napiVersion: apps/v1\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [{image: 'ghcr.io/org/shop:1.0.0'}]}}}\n", "spec.strategy of Deployment shop is not written so")]
    [InlineData("images:\n- name: ghcr.io/org/shop\n  newTag: 1.0.0\n", "stands in shop.yaml:3 (kustomize_image)")]
    [InlineData("containers:\n- image: ghcr.io/org/other:1.0.0\n", "no manifest runs ghcr.io/org/shop")]
    [InlineData("containers:\n- image: ghcr.io/org/shop:$TAG\n", "shop.yaml:2")]
    public void What_cannot_be_told_or_written_is_refused_with_the_place(string text, string why) =>
        new Scene(new Recreate(), Plan, ("shop.yaml", text)).WhyNot!.ShouldContain(why);

    [Fact]
    public void What_is_declared_twice_is_refused() =>
        new Scene(new Recreate(), Plan, ("a.yaml", Manifest("", Scene.Old)), ("b.yaml", Manifest("", Scene.Old)))
            .WhyNot.ShouldBe("Deployment shop is declared more than once, or in a template: what it will be cannot be told");

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes() =>
        Corpus.Select(c => (new Scene(new Recreate(), Plan, ("shop.yaml", Manifest((string)c[0], Scene.Old))), (Func<string, string>)Bumped));

    private static string Bumped(string text) => text.Replace(Scene.Old, Scene.New);

    private static string Manifest(string spec, string tag) =>
        $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
        {spec}  # what it is
          template:
            spec:
              containers:
              - name: shop
                image: "ghcr.io/org/shop:{tag}" # ours

        """.ReplaceLineEndings("\n");
}
