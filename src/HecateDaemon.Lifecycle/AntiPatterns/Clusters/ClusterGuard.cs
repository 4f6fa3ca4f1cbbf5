using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Judges what a comparison of a cluster with Git has seen, so that the cluster is listed once for both.</summary>
internal sealed class ClusterGuard(
    ShippingCatalogue catalogue,
    IListPods cluster,
    IReadWantedWorkloads gitOps,
    NamedImages named,
    LiveReleases live,
    DeploymentStreams deployments,
    FindingRecorder recorder) : IJudgeComparisons
{
    private const string Scope = "cluster_guard";

    public async Task JudgeAsync(ComparedCluster compared, CancellationToken ct)
    {
        var environment = compared.Environment;
        var workloads = new List<SeenWorkload>();
        var shipped = await ShippedAsync(environment, ct);
        var wanted = compared.Wanted.DistinctBy(w => w.Workload).ToDictionary(w => w.Workload); // paths of divisions may overlap
        var drift = compared.Drift.ToLookup(d => d.Workload);
        foreach (var (ns, list) in compared.Live)
        {
            var pods = (await cluster.ListAsync(environment, ns, ct)).ToLookup(p => p.Owner, StringComparer.Ordinal);
            workloads.AddRange(list.All.Select(w => See(compared, wanted, drift, ns, w.Kind, w.Live, pods)).OfType<SeenWorkload>());
            workloads.AddRange(await StraysAsync(compared, ns, pods[null], ct));
        }

        workloads = workloads.ConvertAll(w => w.DivisionId is { } division ? w with { Shipped = shipped.GetValueOrDefault(division) } : w);
        var look = new ClusterLook(workloads) { Named = await named.OfAsync(compared, workloads.SelectMany(w => w.Drift), ct) };
        var rules = recorder.RulesOn<IShowInClusters>().ToList();
        var comparing = rules.Where(r => r.ComparesWithGit).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        await recorder.RecordAsync(
            environment, Scope, rules.SelectMany(r => r.In(look)), f => CanTell(f, compared, comparing.Contains(f.Rule)), compared.CannotTell, ct);
    }

    /// <summary>Nothing where it is another tool's, or another manifest's whose division is not being looked at.</summary>
    private SeenWorkload? See(
        ComparedCluster compared, Dictionary<DriftedWorkload, WantedWorkload> wanted, ILookup<DriftedWorkload, Drift> drift,
        string ns, string kind, JsonElement one, ILookup<string?, RunningPod> pods)
    {
        var workload = new DriftedWorkload("apps/v1", kind, ns, one.TextAt("metadata", "name") ?? "");
        var want = wanted.GetValueOrDefault(workload);
        var seen = new SeenWorkload
        {
            Workload = workload,
            Live = one,
            IsWanted = want is not null,
            Drift = [.. drift[workload]],
            Pods = one.TextAt("metadata", "uid") is { } uid ? [.. pods[uid]] : [],
        };
        return (want?.DivisionId ?? DivisionOf(seen, compared)) is { } division ? seen with { DivisionId = division }
            : seen.Drift.Any(d => d.Kind is DriftKind.Unknown) ? seen
            : null;
    }

    /// <summary>What a chart renders is known by the image that it runs.</summary>
    private DivisionId? DivisionOf(SeenWorkload seen, ComparedCluster compared)
    {
        var images = seen.Containers.Select(c => ImageName.TryParse(c.Image.Name, out var name) ? name : default).ToHashSet();
        return compared.Divisions.Where(d => images.Contains(catalogue.Divisions[d].Image)).Select(d => (DivisionId?)d).FirstOrDefault();
    }

    /// <summary>Pods that nobody keeps, which a person has run; jobs of build servers and the like are theirs.</summary>
    private async Task<IEnumerable<SeenWorkload>> StraysAsync(ComparedCluster compared, string ns, IEnumerable<RunningPod> ownerless, CancellationToken ct)
    {
        var strays = ownerless
            .Where(p => p.Live is { } one && FieldOwner.OfCreation(one) is { } made && ByHand.IsTool(made.Manager) &&
                one.TextAt("metadata", "annotations", "helm.sh/hook") is null)
            .ToList();
        if (strays is [] || compared.CannotTell is not [])
        {
            return [];
        }

        var names = await gitOps.NamesAsync(compared.Environment, compared.Head, ct);
        return
        [
            .. from pod in strays
               where !names.Contains($"Pod/{pod.Name}")
               let made = FieldOwner.OfCreation(pod.Live!.Value)!.Value
               let workload = new DriftedWorkload("v1", "Pod", ns, pod.Name)
               let cause = new DriftCause(made.Manager, ToolNames.Deed(made.Manager, aspect: null), made.At)
               select new SeenWorkload
               {
                   Workload = workload,
                   Live = pod.Live!.Value,
                   Drift = [new() { Kind = DriftKind.Unknown, Workload = workload, Cause = cause }],
                   Pods = [pod],
               },
        ];
    }

    private async Task<Dictionary<DivisionId, ShippedHere>> ShippedAsync(TargetEnvironment environment, CancellationToken ct)
    {
        var shipped = new Dictionary<DivisionId, ShippedHere>();
        foreach (var release in live.All.Where(r => r.Environment == environment.Name && catalogue.Divisions.ContainsKey(r.DivisionId)))
        {
            // Time is taken at the end of the road: a rollout is complete before it is concluded.
            var rollout = (await deployments.LoadAsync(release.DeploymentId, ct)).State.Rollout;
            shipped[release.DivisionId] = new(catalogue.Divisions[release.DivisionId].Image, release.Version, rollout is { Traced: true } ? rollout.HappenedAt : null);
        }

        return shipped;
    }

    private static bool CanTell(Finding finding, ComparedCluster compared, bool comparesWithGit) =>
        finding.Place is FindingPlace.InCluster place && compared.Live.ContainsKey(place.Namespace) &&
        (finding.DivisionId is { } division
            ? compared.Told.Contains(division) || (!comparesWithGit && compared.Divisions.Contains(division))
            : compared.CannotTell is []);
}
