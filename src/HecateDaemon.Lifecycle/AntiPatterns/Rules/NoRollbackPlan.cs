using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>No word on the way back in the release's notes, or nothing at its end.</summary>
internal sealed class NoRollbackPlan : IShowInHistory
{
    public string Code => "no_rollback_plan";

    public Severity Severity => Severity.Warning;

    public string Name => "No rollback plan";

    public string Problem => "Stuck when things break";

    public string Instead => "Always document the rollback path";

    public HistorySources Sources => HistorySources.CodeRepository | HistorySources.Registry;

    public IEnumerable<Finding> In(ReleaseHistory release)
    {
        if (!IsAttested(release) &&
            release.Code?.Report?.Findings.FirstOrDefault(f => f is { Item: NotesRules.Rollback, Verdict: Verdict.Unsatisfied }) is { } missing)
        {
            yield return release.Found(this, release.InRelease, missing.Evidence) with { Facet = "notes" };
        }

        if (release.Registry?.WayBack is { IsInRegistry: false, Version: var version })
        {
            yield return release.Found(this, release.InRelease, $"the way back leads to {version}, and {release.Division.Image} has no image of it any more") with
            {
                Facet = "target",
            };
        }
    }

    /// <summary>A person vouched for a plan that is written down elsewhere.</summary>
    private static bool IsAttested(ReleaseHistory release) =>
        release.Deployment.EntryChecklist.Any(i => i is { Item: EntryChecklist.RollbackPlanDocumented, Status: ItemStatus.Attested });
}
