using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Judges how each environment's live releases came to be, and the deployments there that are not at their end.</summary>
internal sealed class HistoryGuard(
    ShippingCatalogue catalogue, ReleaseHistories histories, UnfinishedDeployments unfinished, FindingRecorder recorder) : ILookAfterEnvironments
{
    private const string Scope = "history_guard";

    public async Task LookAsync(TargetEnvironment environment, IReadOnlyList<DeploymentConcluded> releases, CommitId? head, CancellationToken ct)
    {
        var seen = new List<Finding>();
        var cannotTell = new List<string>();
        var unknown = new Dictionary<DivisionId, HistorySources>();
        var rules = recorder.RulesOn<IShowInHistory>().ToList();
        foreach (var live in releases)
        {
            if (catalogue.Divisions.TryGetValue(live.DivisionId, out var division))
            {
                var history = await histories.OfAsync(environment, division, live, head, ct);
                seen.AddRange(rules.SelectMany(r => r.In(history)));
                cannotTell.AddRange(history.Unknown.Values.Select(why => $"{division.Id}: {why}"));
                unknown[division.Id] = history.Unknown.Keys.Aggregate(HistorySources.EventLog, (all, one) => all | one);
            }
        }

        var sources = rules.ToDictionary(r => r.Code, r => r.Sources, StringComparer.Ordinal);
        var standing = await unfinished.InAsync(environment.Name, ct);
        seen.AddRange(recorder.RulesOn<IShowInDeployments>().SelectMany(r => standing.SelectMany(r.In)));
        await recorder.RecordAsync(environment, Scope, seen, CanTell, cannotTell, ct);

        bool CanTell(Finding finding) => finding.Place is not (FindingPlace.InCluster or FindingPlace.InFile) && (IsOfDeployment(finding) ||
            (finding.DivisionId is { } division && unknown.TryGetValue(division, out var missing) && (sources.GetValueOrDefault(finding.Rule) & missing) is HistorySources.EventLog));
    }

    /// <summary>The event log alone tells of deployments, and it is always there.</summary>
    private static bool IsOfDeployment(Finding finding) => finding.Place is FindingPlace.InDeployment;
}
