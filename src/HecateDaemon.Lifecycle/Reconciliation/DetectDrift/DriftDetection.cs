using System.Collections.Concurrent;
using System.Text.Json;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>
/// Compares what an environment's cluster has with the head of its GitOps branch, and has what is news recorded. Divisions
/// that are being shipped are left out: their own road looks after them. Where nothing has changed nothing is compared.
/// </summary>
public sealed class DriftDetection(
    IReadWantedWorkloads gitOps, IListWorkloads cluster, DriftDesk desk, DriftView view, IKnowVerifiedImages images,
    IEnumerable<IJudgeComparisons> judges, TimeProvider clock)
{
    private readonly ConcurrentDictionary<EnvironmentName, Compared> last = new();

    /// <summary>The differences that there are now, one sentence each; what cannot be told is in the view.</summary>
    public async Task<IReadOnlyList<string>> LookAsync(
        TargetEnvironment environment, IReadOnlyList<Division> divisions, CommitId head, string by, CancellationToken ct)
    {
        var wanted = new List<WantedWorkload>();
        var told = new HashSet<DivisionId>();
        var verified = new Dictionary<DivisionId, WantedImage>();
        var cannotTell = new List<string>();
        foreach (var division in divisions)
        {
            var state = await gitOps.ReadAsync(environment, division, head, ct);
            wanted.AddRange(state.Workloads);
            if (state.CannotTell is { } why)
            {
                cannotTell.Add($"{division.Id}: {why}");
            }
            else
            {
                told.Add(division.Id);
            }

            if (await images.OfAsync(environment.Name, division.Id, ct) is { } image)
            {
                verified[division.Id] = image;
            }
        }

        var live = new Dictionary<string, LiveWorkloads>(StringComparer.Ordinal);
        foreach (var ns in wanted.Select(w => w.Workload.Namespace).Distinct(StringComparer.Ordinal))
        {
            live[ns] = await cluster.ListAsync(environment, ns, ct);
        }

        var asked = divisions.Select(d => $"{d.Id} {told.Contains(d.Id)} {string.Join(',', verified.GetValueOrDefault(d.Id)?.Digests ?? [])}");
        var compared = new Compared(head, string.Join(' ', asked), live);
        var drift = last.TryGetValue(environment.Name, out var before) && before.IsSame(compared)
            ? before.Drift
            : await CompareAsync(environment, head, wanted, live, verified, isWhole: cannotTell is [], ct);
        last[environment.Name] = compared with { Drift = drift };

        var look = new DriftLook(
            environment.Name, head, clock.GetUtcNow(), drift,
            d => d.DivisionId is { } division ? told.Contains(division) : cannotTell is [] && live.ContainsKey(d.Workload.Namespace));
        var known = await desk.RecordAsync(look, by, ct);
        view.Looked(environment.Name, head, look.At, cannotTell);
        foreach (var judge in judges)
        {
            await judge.JudgeAsync(
                new()
                {
                    Environment = environment,
                    Head = head,
                    Divisions = [.. divisions.Select(d => d.Id)],
                    Told = told,
                    Wanted = wanted,
                    Live = live,
                    Drift = drift,
                    CannotTell = cannotTell,
                },
                ct);
        }

        return [.. known.Select(d => d.ToString()).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Drift>> CompareAsync(
        TargetEnvironment environment,
        CommitId head,
        List<WantedWorkload> wanted,
        Dictionary<string, LiveWorkloads> live,
        Dictionary<DivisionId, WantedImage> verified,
        bool isWhole,
        CancellationToken ct)
    {
        var byName = wanted
            .DistinctBy(w => w.Workload) // paths of divisions may overlap
            .ToDictionary(w => (w.Workload.Kind, w.Workload.Namespace, w.Workload.Name));
        var drift = new List<Drift>();
        var others = new List<(string Kind, string Namespace, string Name, JsonElement Live)>();
        foreach (var (ns, workloads) in live)
        {
            foreach (var (kind, one) in workloads.All)
            {
                var name = one.TextAt("metadata", "name") ?? "";
                if (byName.Remove((kind, ns, name), out var want))
                {
                    drift.AddRange(new Comparison(environment.Reconciler, want, one).Differences());
                    drift.AddRange(verified.TryGetValue(want.DivisionId, out var image) && workloads.Pods?.Of(one.TextAt("metadata", "uid") ?? "") is { } pods
                        ? RunningDigests.Differences(want, pods, image)
                        : []);
                }
                else
                {
                    others.Add((kind, ns, name, one));
                }
            }
        }

        drift.AddRange(byName.Values.Select(w => new Drift { Kind = DriftKind.NotApplied, Workload = w.Workload, DivisionId = w.DivisionId }));
        if (isWhole && others is not [])
        {
            var known = await gitOps.NamesAsync(environment, head, ct);
            drift.AddRange(others
                .Where(o => !known.Contains($"{o.Kind}/{o.Name}"))
                .Select(o => Foreign.Judge(environment.Reconciler, o.Kind, o.Namespace, o.Name, o.Live))
                .OfType<Drift>());
        }

        return drift;
    }

    private sealed record Compared(CommitId Head, string Divisions, Dictionary<string, LiveWorkloads> Live)
    {
        public IReadOnlyList<Drift> Drift { get; init; } = [];

        public bool IsSame(Compared other) => Head == other.Head && Divisions == other.Divisions &&
            Live.Count == other.Live.Count && Live.All(l => other.Live.TryGetValue(l.Key, out var now) && now.IsSame(l.Value));
    }
}
