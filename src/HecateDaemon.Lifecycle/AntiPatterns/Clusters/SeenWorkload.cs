using System.Text.Json;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>A live workload, or a pod that belongs to none.</summary>
internal sealed record SeenWorkload
{
    public required DriftedWorkload Workload { get; init; }

    public required JsonElement Live { get; init; }

    /// <summary>Null: it is no division's.</summary>
    public DivisionId? DivisionId { get; init; }

    /// <summary>What the division has shipped here; null where that cannot be told.</summary>
    public ShippedHere? Shipped { get; init; }

    /// <summary>True if Git is known to want it; false if it does not, or nobody can tell.</summary>
    public bool IsWanted { get; init; }

    public IReadOnlyList<Drift> Drift { get; init; } = [];

    public IReadOnlyList<RunningPod> Pods { get; init; } = [];

    /// <summary>Init containers first; those that only its pods have, at last.</summary>
    public IReadOnlyList<SeenContainer> Containers => [.. OfTemplate(), .. OfPodsAlone()];

    public Finding Found(IAntiPattern rule, string? container, string seen) => new(
        rule.Code, rule.Severity, seen, new FindingPlace.InCluster(Workload.Kind, Workload.Namespace, Workload.Name, container))
    {
        DivisionId = DivisionId,
    };

    private IEnumerable<SeenContainer> OfTemplate() =>
        from container in PodTemplate.Of(Workload.Kind, Live) is { } spec ? PodTemplate.Containers(spec) : []
        where container.TextAt("image") is { Length: > 0 }
        select new SeenContainer(
            this, container.TextAt("name") ?? "", ImageRunning.Of(container.TextAt("image")!), container.TextAt("imagePullPolicy"));

    /// <summary>Whoever puts containers into pods on their way to the cluster leaves the template alone.</summary>
    private IEnumerable<SeenContainer> OfPodsAlone()
    {
        var known = OfTemplate().Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return from container in Pods.SelectMany(p => p.Containers)
               where container.Image is not "" && known.Add(container.Name)
               select new SeenContainer(this, container.Name, ImageRunning.Of(container.Image), PullPolicy: null);
    }
}

/// <summary>A container of a live workload.</summary>
internal sealed record SeenContainer(SeenWorkload Workload, string Name, ImageRunning Image, string? PullPolicy)
{
    /// <summary>True if it runs the division's own image, which the next release replaces.</summary>
    public bool IsOfDivision =>
        Workload.Shipped is { } shipped && ImageName.TryParse(Image.Name, out var name) && name == shipped.Image;

    public Finding Found(IAntiPattern rule, string seen) => Workload.Found(rule, Name, seen) with
    {
        Version = IsOfDivision ? Workload.Shipped!.Version : null,
    };
}

/// <summary>A division's live release: its image, its version, and when its rollout was complete.</summary>
internal sealed record ShippedHere(ImageName Image, ReleaseVersion Version, DateTimeOffset? RolledOutAt);
