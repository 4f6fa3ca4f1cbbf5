using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;

namespace HecateDaemon.Lifecycle.Releases;

/// <summary>
/// The entry items that the code repository answers: version, CHANGELOG, release notes, breaking changes and the way back. What
/// the repository does not say, but may stand elsewhere, is a person's to attest.
/// </summary>
internal sealed class ReleaseItems(ShippingCatalogue catalogue, ReleaseChecks releases, RollbackTarget target) : IProveEntryItems
{
    public IReadOnlyList<string> Items { get; } =
    [
        EntryChecklist.VersionAssigned, EntryChecklist.ChangelogUpdated, EntryChecklist.ReleaseNotesWritten,
        EntryChecklist.BreakingChangesDocumented, EntryChecklist.RollbackPlanDocumented,
    ];

    public async Task<IReadOnlyDictionary<string, Proof>> ProveAllAsync(Deployment deployment, CancellationToken ct)
    {
        var division = catalogue.DivisionOf(deployment);
        if (await releases.CheckAsync(division, deployment.Version, ct) is not { } report)
        {
            var missing = $"there is no tag {ReleaseTag.Of(division, deployment.Version)} in {division.CodeRepository}";
            return Items.ToDictionary(i => i, i => Untagged(i, missing), StringComparer.Ordinal);
        }

        return new Dictionary<string, Proof>(StringComparer.Ordinal)
        {
            [EntryChecklist.VersionAssigned] = Version(report, division),
            [EntryChecklist.ChangelogUpdated] = Strict(report.Of(ChangelogRule.Item), report.Tag),
            [EntryChecklist.ReleaseNotesWritten] = Lenient(report.Of(NotesRules.Written)),
            [EntryChecklist.BreakingChangesDocumented] = Strict(report.Of(NotesRules.Breaking), report.Tag),
            [EntryChecklist.RollbackPlanDocumented] = await RollbackAsync(report, division, ct),
        };
    }

    /// <summary>What stands in the notes can be attested before there is a tag.</summary>
    private static Proof Untagged(string item, string missing) =>
        item is EntryChecklist.VersionAssigned or EntryChecklist.ChangelogUpdated ? Proof.Unsatisfied(missing) : Proof.CannotTell(missing);

    /// <summary>A version that is no higher than what came before it, or that its own files contradict, is not assigned. A jump that commits contradict is told.</summary>
    private static Proof Version(ReleaseReport report, Division division)
    {
        Finding[] findings = [report.Of(SemanticVersionRule.Item), report.Of(OrderRule.Item), report.Of(VersionFilesRule.Item)];
        if (findings.FirstOrDefault(f => f.Verdict is Verdict.Unsatisfied) is { } wrong)
        {
            return Proof.Unsatisfied($"tag {report.Tag} is commit {report.Commit}, but {wrong.Evidence}");
        }

        var jump = report.Of(JumpRule.Item);
        var files = report.Of(VersionFilesRule.Item);
        return Proof.Satisfied($"tag {report.Tag} is commit {report.Commit} in {division.CodeRepository}" +
            (files.Verdict is Verdict.Satisfied ? $"; so says {files.Evidence}" : "") +
            (jump.Verdict is Verdict.Unsatisfied ? $"; mind that it is {jump.Evidence}" : ""));
    }

    private static Proof Strict(Finding finding, string tag) => finding.Verdict switch
    {
        Verdict.Satisfied or Verdict.NotApplicable => Proof.Satisfied($"at {tag}: {finding.Evidence}"),
        Verdict.Unsatisfied => Proof.Unsatisfied($"at {tag}: {finding.Evidence}"),
        _ => Proof.CannotTell($"at {tag}: {finding.Evidence}"),
    };

    private static Proof Lenient(Finding finding) =>
        finding.Verdict is Verdict.Satisfied ? Proof.Satisfied(finding.Evidence) : Proof.CannotTell(finding.Evidence);

    private async Task<Proof> RollbackAsync(ReleaseReport report, Division division, CancellationToken ct)
    {
        var plan = report.Of(NotesRules.Rollback);
        var seen = await target.LookAsync(report, division, ct);
        return (plan.Verdict, seen.Verdict) switch
        {
            (Verdict.Unsatisfied, _) when report.HasRollbackPlan => Proof.Unsatisfied(plan.Evidence),
            (Verdict.Satisfied, Verdict.Unsatisfied) => Proof.Unsatisfied($"{plan.Evidence}, but {seen.Evidence}"),
            (Verdict.Satisfied, Verdict.Satisfied or Verdict.NotApplicable) => Proof.Satisfied($"{plan.Evidence}; {seen.Evidence}"),
            _ => Proof.CannotTell($"{plan.Evidence}; {seen.Evidence}"),
        };
    }
}
