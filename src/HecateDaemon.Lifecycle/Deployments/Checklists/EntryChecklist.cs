using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The seed's "Entry Checklist (Before Opening Deployment)": nine items, in its order and its words.</summary>
public static class EntryChecklist
{
    public const string DebuggingConcluded = "debugging_concluded";
    public const string VersionAssigned = "version_assigned";
    public const string ChangelogUpdated = "changelog_updated";
    public const string ReleaseNotesWritten = "release_notes_written";
    public const string BreakingChangesDocumented = "breaking_changes_documented";
    public const string RollbackPlanDocumented = "rollback_plan_documented";
    public const string CiGreen = "ci_green";
    public const string StagingVerified = "staging_verified";
    public const string TeamNotified = "team_notified";

    /// <summary>Codes and the seed's words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Items { get; } =
    [
        new(DebuggingConcluded, "Debugging concluded -- tests pass, quality verified"),
        new(VersionAssigned, "Version number assigned (semver)"),
        new(ChangelogUpdated, "CHANGELOG updated"),
        new(ReleaseNotesWritten, "Release notes written"),
        new(BreakingChangesDocumented, "Breaking changes documented"),
        new(RollbackPlanDocumented, "Rollback plan documented"),
        new(CiGreen, "CI/CD pipeline green"),
        new(StagingVerified, "STAGING verified (if applicable)"),
        new(TeamNotified, "Team notified"),
    ];

    public static IReadOnlyList<ChecklistItem> Of(
        Deployment deployment, IReadOnlyDictionary<string, Proof> proofs, ChecklistPolicy policy) =>
        [.. Items.Select(i => Judgement.Of(i, ProofOf(deployment, i.Key, proofs), deployment, policy))];

    private static Proof ProofOf(Deployment deployment, string item, IReadOnlyDictionary<string, Proof> proofs) =>
        deployment.RollbackOf is { } rollback
            ? Proof.Satisfied($"{deployment.Version} was concluded in {deployment.Environment} before; it goes back there because of: {rollback.Reason}")
            : proofs.GetValueOrDefault(item) ?? Proof.CannotTell("nothing here can look at this: a person attests it");
}
