namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Manifests as people write them.</summary>
internal static class SampleManifests
{
    /// <summary>A GitRepository <c>fleet</c> and a Kustomization <c>apps</c>.</summary>
    public const string Flux =
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: fleet}
        spec: {interval: 1m}
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: apps}
        spec: {path: ./apps}
        """;

    public static string Deployment(string tag, int replicas = 2, string extra = "") => Workload("Deployment", tag,
        $"""
          replicas: {replicas}
          progressDeadlineSeconds: 600
        """, extra);

    public static string StatefulSet(string tag) => Workload("StatefulSet", tag,
        """
          replicas: 2
          serviceName: app
        """);

    public static string DaemonSet(string tag) => Workload("DaemonSet", tag,
        """
          updateStrategy: {type: RollingUpdate}
        """);

    private static string Workload(string kind, string tag, string spec, string extra = "") =>
        $$"""
        # {{kind}} of the sample
        apiVersion: apps/v1
        kind: {{kind}}
        metadata:
          name: app
          labels: &labels {app.kubernetes.io/name: app-{{kind}}}
        spec:
        {{spec}}
          selector: {matchLabels: *labels}
          template:
            metadata: {labels: *labels}
            spec:
              terminationGracePeriodSeconds: 0
              {{extra}}
              containers:
                - name: app
                  image: registry.lab/app:{{tag}}
                  env:
                    - {name: SWITCH, value: "on"}

        """;
}
