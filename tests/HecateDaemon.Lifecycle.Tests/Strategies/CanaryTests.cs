using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Strategies;

namespace HecateDaemon.Lifecycle.Tests.Strategies;

public sealed class CanaryTests : StrategyContract
{
    private const string Shop = """
        # Sold here.
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop # its name
        spec:
          replicas: 4
          selector:
            matchLabels: { app: shop }
          template:
            metadata:
              labels:
                app: shop

            spec:
              containers:
              - name: shop
                image: "ghcr.io/org/shop:1.0.0" # ours

        """;

    private const string Copy = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-canary # its name
        spec:
          replicas: 1
          selector:
            matchLabels: { app: shop, hecate.social/track: canary }
          template:
            metadata:
              labels:
                app: shop
                hecate.social/track: canary

            spec:
              containers:
              - name: shop
                image: "ghcr.io/org/shop:1.1.0" # ours

        """;

    private const string Set = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: shop}
        spec:
          replicas: 5
          # In order.
          serviceName: shop
          template:
            spec:
              containers: [{name: shop, image: ghcr.io/org/shop:1.0.0}]
        """;

    private const string Nodes = """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: shop}
        spec: {template: {spec: {nodeSelector: {canary: "no"}, containers: [{name: shop, image: "ghcr.io/org/shop:1.0.0"}]}}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: shop-canary}
        spec: {template: {spec: {nodeSelector: {canary: "yes"}, containers: [{name: shop, image: "ghcr.io/org/shop:1.0.0"}]}}}
        """;

    private static readonly Plan Plan = new(Strategy.Canary, FailurePolicy.Shelve, AutoConclude: true)
    {
        Canary = new() { Steps = [10, 50], Pause = TimeSpan.FromMinutes(10) },
    };

    /// <summary>A route of each kind, with the stable weight and the canary's.</summary>
    public static TheoryData<string> Routes =>
    [
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: shop}\nspec:\n  rules:\n  - backendRefs:\n    - name: shop\n      port: 80\n      weight: 100 # most\n    - {name: shop-canary, port: 80, weight: 0}\n",
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop}\nspec:\n  http:\n  - route:\n    - destination: {host: shop.default.svc.cluster.local}\n      weight: 100\n    - destination: {host: shop-canary.default.svc.cluster.local}\n      weight: 0\n",
        "apiVersion: traefik.io/v1alpha1\nkind: TraefikService\nmetadata: {name: shop}\nspec:\n  weighted:\n    services:\n    - name: shop\n      weight: 100\n    - name: shop-canary\n      weight: 0\n",
        "apiVersion: split.smi-spec.io/v1alpha2\nkind: TrafficSplit\nmetadata: {name: shop}\nspec:\n  service: shop-all\n  backends:\n  - {service: shop, weight: 100}\n  - {service: shop-canary, weight: 0}\n",
    ];

    [Fact]
    public void A_deployments_canary_is_a_copy_behind_it_with_its_share_of_pods_and_the_deployment_is_not_touched()
    {
        var scene = Of(("shop.yaml", "---\n" + Shop + "---\n# others\n"));

        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe("---\n" + Shop + "---\n" + Copy + "---\n# others\n");
        scene.Running.ShouldBe(["Deployment/shop-canary"]);
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe("---\n" + Shop + "---\n" + Copy.Replace("replicas: 1", "replicas: 4") + "---\n# others\n");
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe("---\n" + Bumped(Shop) + "---\n" + Copy.Replace("replicas: 1", "replicas: 4") + "---\n# others\n");
        scene.Running.ShouldBe(["Deployment/shop"]);
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe("---\n" + Bumped(Shop) + "---\n# others\n");
    }

    [Fact]
    public void A_stateful_sets_canary_are_its_last_pods()
    {
        var scene = Of(("shop.yaml", Set));

        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldBe(Bumped(Set).Replace(
            "  serviceName: shop\n", "  serviceName: shop\n  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      partition: 4\n"));
        scene.Walk(steps: 1);
        scene["shop.yaml"].ShouldContain("partition: 2");
    }

    [Fact]
    public void Of_two_daemon_sets_the_one_beside_gets_the_version_first()
    {
        var scene = Of(("shop.yaml", Nodes));

        scene.Walk(steps: 1);
        scene["shop.yaml"].IndexOf("1.1.0", StringComparison.Ordinal).ShouldBeGreaterThan(scene["shop.yaml"].IndexOf("shop-canary", StringComparison.Ordinal));
        scene["shop.yaml"].ShouldContain("1.0.0");
        scene.Running.ShouldBe(["DaemonSet/shop-canary"]);
    }

    [Theory, MemberData(nameof(Routes))]
    public void Where_weights_are_declared_they_give_the_share(string route)
    {
        var scene = Of(("route.yaml", route), ("shop.yaml", Pair));

        scene.Walk(steps: 1);
        scene["route.yaml"].ShouldBe(route.Replace("weight: 100", "weight: 90").Replace("weight: 0", "weight: 10"));
        scene.Walk(steps: 1);
        scene["route.yaml"].ShouldBe(route.Replace("weight: 100", "weight: 50").Replace("weight: 0", "weight: 50"));
        scene.Walk();
        scene["route.yaml"].ShouldBe(route);
    }

    [Fact]
    public void The_annotation_of_ingress_nginx_is_such_a_weight()
    {
        const string Ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop-canary\n  annotations:\n    nginx.ingress.kubernetes.io/canary: \"true\"\n    nginx.ingress.kubernetes.io/canary-weight: \"0\"\nspec:\n  rules:\n  - http: {paths: [{path: /, backend: {service: {name: fresh, port: {number: 80}}}}]}\n";
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: fresh}\nspec: {selector: {app: shop, track: canary}}\n";
        var scene = Of(("ingress.yaml", Ingress), ("service.yaml", Service), ("shop.yaml", Pair));

        scene.Walk(steps: 1);

        scene["ingress.yaml"].ShouldBe(Ingress.Replace("\"0\"", "\"10\""));
    }

    [Fact]
    public void What_runs_at_times_follows_when_all_do()
    {
        const string Job = "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: clean}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{image: 'ghcr.io/org/shop:1.0.0'}]}}}}}\n";
        var scene = Of(("job.yaml", Job), ("shop.yaml", Shop));

        scene.Walk(steps: 2);
        scene["job.yaml"].ShouldBe(Job);
        scene.Walk(steps: 1);
        scene["job.yaml"].ShouldBe(Bumped(Job));
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(3, "1")]
    [InlineData(10, "1")]
    [InlineData(20, "2")]
    public void The_share_is_of_all_pods_and_at_least_one(int stable, string canary)
    {
        var scene = Of(("shop.yaml", Shop.Replace("replicas: 4", $"replicas: {stable}")));

        scene.Walk(steps: 1);

        scene["shop.yaml"].Split("---\n")[1].ShouldContain($"  replicas: {canary}\n");
    }

    [Theory]
    [InlineData("  replicas: 4\n", "  replicas: 4\n  strategy: {type: Recreate}\n", "old and new must not run at the same time")]
    [InlineData("    spec:\n", "    spec:\n      hostNetwork: true\n", "uses ports of its node")]
    [InlineData("      - name: shop\n", "      - name: shop\n        ports: [{containerPort: 80, hostPort: 80}]\n", "uses ports of its node")]
    [InlineData("# Sold here.\n", "kind: HorizontalPodAutoscaler\napiVersion: autoscaling/v2\nmetadata: {name: h}\nspec: {scaleTargetRef: {kind: Deployment, name: shop}}\n---\n", "says how many pods Deployment shop has")]
    [InlineData("# Sold here.\n", "kind: PersistentVolumeClaim\napiVersion: v1\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce]}\n---\n", "only one node can have")]
    [InlineData("  replicas: 4\n", "  replicas: many\n", "how many pods Deployment shop has cannot be told")]
    [InlineData("            app: shop\n", "            app: shop\n", null)]
    public void What_stands_in_the_way_is_told(string from, string to, string? why)
    {
        var text = Shop.Replace(from, to).Replace("      containers:", "      volumes: [{persistentVolumeClaim: {claimName: data}}]\n      containers:");

        (Of(("shop.yaml", text)).WhyNot ?? "").ShouldContain(why ?? "");
        (Of(("shop.yaml", text)).WhyNot is null).ShouldBe(why is null);
    }

    [Fact]
    public void Kustomize_patches_would_not_reach_the_copy() =>
        Of(("kustomization.yaml", "resources: [shop.yaml]\npatches: [{path: more.yaml}]\n"), ("shop.yaml", Shop)).WhyNot
            .ShouldBe("kustomization.yaml changes what it takes in by patches, which would not reach a copy of Deployment shop");

    [Fact]
    public void More_than_half_is_not_had_by_replicas() =>
        new Scene(new Canary([new ReplicaCanary()]), Plan with { Canary = new() { Steps = [10, 75] } }, ("shop.yaml", Shop)).WhyNot!.ShouldContain("at most 50 %");

    [Fact]
    public void Other_kinds_are_refused() =>
        Of(("shop.yaml", Shop.Replace("Deployment", "Job"))).WhyNot!.ShouldContain("a canary needs one Deployment, StatefulSet or DaemonSet");

    [Fact]
    public void Two_daemon_sets_must_have_nodes_of_their_own() =>
        Of(("shop.yaml", Nodes.Replace("nodeSelector: {canary: \"yes\"}, ", ""))).WhyNot!.ShouldContain("nothing keeps DaemonSet shop-canary to nodes of its own");

    private protected override IEnumerable<(Scene Scene, Func<string, string> AtTheEnd)> Scenes()
    {
        string[] texts =
        [
            Shop, Shop.TrimEnd(), "---\n" + Shop, Shop + "---\n" + Shop.Replace("shop", "other"), Shop.Replace("\n", "\r\n"), Shop.Replace("  replicas: 4\n", ""),
            Set, Set + "\n---\n# more\n", Set.Replace("  serviceName", "  updateStrategy: {type: RollingUpdate} # slow\n  serviceName"),
            Set.Replace("  serviceName", "  updateStrategy:\n    rollingUpdate:\n      partition: 0\n  serviceName"), Nodes, Pair,
        ];
        foreach (var text in texts)
        {
            yield return (Of(("shop.yaml", text)), Bumped);
        }

        foreach (var route in Routes)
        {
            yield return (Of(("route.yaml", route), ("shop.yaml", Pair)), Bumped);
        }
    }

    private static string Pair => Shop + "---\n" + Shop.Replace("name: shop #", "name: shop-canary #").Replace("{ app: shop }", "{ app: shop, track: canary }").Replace("        app: shop\n", "        app: shop\n        track: canary\n");

    private static string Bumped(string text) => text.Replace("/shop:" + Scene.Old, "/shop:" + Scene.New);

    private static Scene Of(params (string File, string Text)[] files) =>
        new(new Canary([new ReplicaCanary(), new PartitionCanary(), new DaemonSetCanary(), new DeclaredCanary()]), Plan, files);
}
