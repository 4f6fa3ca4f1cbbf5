namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>What others depend on is applied before them.</summary>
internal static class ApplyOrder
{
    private static readonly string[] First =
    [
        "Namespace", "CustomResourceDefinition", "PriorityClass", "StorageClass", "ResourceQuota", "LimitRange",
        "ServiceAccount", "ClusterRole", "Role", "ClusterRoleBinding", "RoleBinding",
        "ConfigMap", "Secret", "PersistentVolume", "PersistentVolumeClaim", "Service",
        "DaemonSet", "StatefulSet", "Deployment", "Job", "CronJob",
    ];

    /// <summary>Kinds that are not listed come last; within a kind the order of the files is kept.</summary>
    public static IEnumerable<ManifestObject> Sort(IEnumerable<ManifestObject> objects) =>
        objects.OrderBy(o => PlaceOf(o.Kind));

    public static int PlaceOf(string kind) => Array.IndexOf(First, kind) is var place and >= 0 ? place : First.Length;
}
