using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Observation;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>
/// Tells which objects are a workload's: itself, its replica sets, and pods by the names that controllers give them. Those that
/// are gone have nothing but their name.
/// </summary>
internal sealed class WarningScope(Workload workload, IReadOnlySet<string> replicaSets)
{
    /// <summary>The letters of Kubernetes's own random suffixes.</summary>
    private const string Suffix = "bcdfghjklmnpqrstvwxz2456789";

    private const int SuffixLength = 5;

    public bool Holds(WarningSeen warning) => warning.Kind switch
    {
        "ReplicaSet" when replicaSets.Contains(warning.Name) => true,
        "Pod" when IsPod(warning.Name) => true,
        var kind => kind == workload.Kind && warning.Name == workload.Name,
    };

    private bool IsPod(string pod) => pod.LastIndexOf('-') is var dash and > 0 && (pod[..dash], pod[(dash + 1)..]) is var (stem, end) &&
        (workload.Kind is "StatefulSet"
            ? stem == workload.Name && end is not "" && end.All(char.IsAsciiDigit)
            : (stem == workload.Name || replicaSets.Contains(stem)) && end.Length is SuffixLength && end.All(Suffix.Contains));
}
