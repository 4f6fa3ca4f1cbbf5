using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The seed's "Exit Checklist (Before Concluding Deployment)": seven items, proven by the deployment's own events.</summary>
public static class ExitChecklist
{
    public const string ArtifactDeployed = "artifact_deployed";
    public const string HealthChecksPassing = "health_checks_passing";
    public const string SmokeTestsPassing = "smoke_tests_passing";
    public const string NoErrorSpikes = "no_error_spikes";
    public const string VersionTraceable = "version_traceable";
    public const string MonitoringReady = "monitoring_ready";
    public const string UsersUnaffected = "users_unaffected";

    /// <summary>Codes and the seed's words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Items { get; } =
    [
        new(ArtifactDeployed, "Artifact deployed to target environment"),
        new(HealthChecksPassing, "Health checks passing"),
        new(SmokeTestsPassing, "Smoke tests passing"),
        new(NoErrorSpikes, "No error spikes in initial observation window"),
        new(VersionTraceable, "Version traceable in cluster (correct image tag running)"),
        new(MonitoringReady, "Monitoring process ready to open"),
        new(UsersUnaffected, "Users unaffected or notified of changes"),
    ];

    /// <summary>Who may waive was asked when the waiver was given: what holds then holds at the end of the road.</summary>
    private static ChecklistPolicy Policy { get; } = new();

    public static IReadOnlyList<ChecklistItem> Of(Deployment deployment) =>
        [.. Items.Select(i => Judgement.Of(i, Prove(i.Key, deployment), deployment, Policy))];

    private static Proof Prove(string item, Deployment seen) => (item, seen) switch
    {
        (ArtifactDeployed, { Applied: { } applied }) => Proof.Satisfied($"revision {applied.Revision} is applied: {applied.Evidence}"),
        (ArtifactDeployed, _) => NotYet("our commit is not applied yet"),
        (HealthChecksPassing, { Rollout: { Traced: true } rollout }) => Proof.Satisfied(rollout.Evidence),
        (HealthChecksPassing, { SmokeTests.Results: [_, ..] results }) => Proof.Satisfied($"no pods to look at, but {results.Count} smoke tests passed"),
        (HealthChecksPassing, { SmokeTests: not null }) => Proof.CannotTell("no pods and no smoke tests tell of its health"),
        (HealthChecksPassing, _) => NotYet("the rollout is not complete yet"),
        (SmokeTestsPassing, { SmokeTests.Results: [] }) => Proof.CannotTell("no smoke test is configured for this division here"),
        (SmokeTestsPassing, { SmokeTests.Results: var results }) => Proof.Satisfied($"{results.Count} passed"),
        (SmokeTestsPassing, _) => NotYet("the smoke tests have not passed yet"),
        (NoErrorSpikes, { Observed: { Looked: true } observed }) => Proof.Satisfied(observed.Evidence),
        // A way back must not wait for a person where the environment wants no window.
        (NoErrorSpikes, { Observed: { } observed, RollbackOf: not null }) => Proof.Satisfied($"{seen.Version} ran here before; {observed.Evidence}"),
        (NoErrorSpikes, { Observed: { } observed }) => Proof.CannotTell(observed.Evidence),
        (NoErrorSpikes, { Observing: ObservationInconclusive { NeedsPerson: true } pending }) => Proof.CannotTell($"the observation is inconclusive: {pending.Reason}"),
        (NoErrorSpikes, _) => NotYet("the observation window is not over yet"),
        (VersionTraceable, { Rollout.Traced: true } or { SmokeTests.VersionAsserted: true }) =>
            Proof.Satisfied(seen.Rollout is { Traced: true } r ? r.Evidence : $"the running artifact says that it is {seen.Version}"),
        (VersionTraceable, { SmokeTests: not null }) =>
            Proof.CannotTell("no pod and no smoke test states the running version: configure VersionAt, or attest it"),
        (VersionTraceable, _) => NotYet("the rollout is not complete yet"),
        (_, { RollbackOf: { } rollback }) =>
            Proof.Satisfied($"this returns to {seen.Version}, which was concluded here before {rollback.Version}"),
        _ => Proof.CannotTell("nothing here can look at this: a person attests it"),
    };

    private static Proof NotYet(string what) => Proof.Unsatisfied(what);
}
