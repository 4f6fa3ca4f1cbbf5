using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Tests.Reconciliation;
using HecateDaemon.Lifecycle.Values;
using SeenWorkload = HecateDaemon.Lifecycle.AntiPatterns.SeenWorkload;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

/// <summary>A live Deployment of a division, for rules to look at.</summary>
internal static class InACluster
{
    public const string PulledId = "ghcr.io/org/app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static readonly DateTimeOffset RolledOut = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static SeenWorkload Workload(
        string image = "ghcr.io/org/app:2.0.0", string? pullPolicy = "IfNotPresent", params (string Manager, string Subresource, string Time, string Fields)[] managers) => new()
        {
            Workload = new("apps/v1", "Deployment", "shop", "app"),
            Live = DriftSamples.Live(
                l =>
                {
                    DriftSamples.Container(l)["image"] = image;
                    DriftSamples.Container(l)["imagePullPolicy"] = pullPolicy;
                },
                managers),
            DivisionId = Story.Division,
            IsWanted = true,
            Shipped = new(ImageName.Parse("ghcr.io/org/app"), ReleaseVersion.Parse("2.0.0"), RolledOut),
        };

    public static SeenWorkload Called(this SeenWorkload workload, string name) => workload with { Workload = workload.Workload with { Name = name } };

    public static RunningPod Pod(string name, TimeSpan afterRollout, string imageId = PulledId, string image = "ghcr.io/org/app:2.0.0", TimeSpan? template = null) => new()
    {
        Name = name,
        Owner = "u1",
        CreatedAt = RolledOut + afterRollout,
        TemplateSince = RolledOut + (template ?? TimeSpan.FromMinutes(-1)),
        Containers = [new("app", image, imageId, 0, Ready: true, null, null)],
    };

    public static Drift Drifted(DriftAspect aspect, string? live, DriftKind kind = DriftKind.Changed, string? tool = "kubectl-set") => new()
    {
        Kind = kind,
        Workload = new("apps/v1", "Deployment", "shop", "app"),
        Container = aspect is DriftAspect.Restart ? null : "app",
        Aspect = aspect,
        Wanted = aspect is DriftAspect.Restart ? null : "ghcr.io/org/app:2.0.0",
        Live = live,
        Cause = tool is null ? null : new(tool, ToolNames.Deed(tool, aspect), RolledOut),
        DivisionId = Story.Division,
    };

    /// <summary>What all rules find in the cluster, as <c>severity rule place: seen</c>.</summary>
    public static IReadOnlyList<string> Findings(params SeenWorkload[] workloads) => Findings(new ClusterLook(workloads));

    public static IReadOnlyList<string> Findings(ClusterLook look) => [.. All(look).Select(f => $"{f.Severity.Word()} {f.Rule} {f.Place}: {f.Seen}")];

    public static IReadOnlyList<Finding> All(ClusterLook look) => [.. AntiPatternRules.All.OfType<IShowInClusters>().Where(r => r.Severity is not Severity.Off).SelectMany(r => r.In(look))];
}
