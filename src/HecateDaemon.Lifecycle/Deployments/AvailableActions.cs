namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>What a caller may ask of a deployment as it stands: the words of the API's command paths.</summary>
public static class AvailableActions
{
    public static IReadOnlyList<string> Of(Deployment deployment) => deployment switch
    {
        { Phase: Phase.Pending } => ["attest", "waive", "open"],
        { Phase: Phase.Active, Rollback: not null } => ["attest", "waive"],
        { Phase: Phase.Active, Failure: not null } => ["attest", "waive", "shelve", "rollback"],
        { Phase: Phase.Active, Abort: not null } => ["attest", "waive", "shelve"],
        { Phase: Phase.Active, IsMidway: true, HasStepped: true, Promotion: null } => ["attest", "waive", "shelve", "promote", "abort"],
        { Phase: Phase.Active, IsMidway: true, HasStepped: true } => ["attest", "waive", "shelve", "abort"],
        { Phase: Phase.Active, IsMidway: true } => ["attest", "waive", "shelve", "promote"],
        { Phase: Phase.Active, HasStepped: true } => ["attest", "waive", "shelve", "conclude", "abort", "rollback"],
        { Phase: Phase.Active } => ["attest", "waive", "shelve", "conclude", "rollback"],
        { Phase: Phase.Paused } => ["attest", "waive", "resume", "rollback"],
        { Phase: Phase.Completed, Rollback: null, Outcome: Outcome.Shipped } => ["rollback"],
        _ => [],
    };
}
