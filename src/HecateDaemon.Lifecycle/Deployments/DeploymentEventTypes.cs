using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Deployments;

/// <summary>The names of a deployment's events on the wire. Written once; never changed; a changed meaning is a <c>_v2</c>.</summary>
public static class DeploymentEventTypes
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        EventType.Of("deployment_initiated_v1", DeploymentsJson.Default.DeploymentInitiated),
        EventType.Of("deployment_opened_v1", DeploymentsJson.Default.DeploymentOpened),
        EventType.Of("deployment_shelved_v1", DeploymentsJson.Default.DeploymentShelved),
        EventType.Of("deployment_resumed_v1", DeploymentsJson.Default.DeploymentResumed),
        EventType.Of("deployment_concluded_v1", DeploymentsJson.Default.DeploymentConcluded),
        EventType.Of("deployment_waited_v1", DeploymentsJson.Default.DeploymentWaited),
        EventType.Of("checklist_item_attested_v1", DeploymentsJson.Default.ChecklistItemAttested),
        EventType.Of("checklist_item_waived_v1", DeploymentsJson.Default.ChecklistItemWaived),
        EventType.Of("release_verified_v1", DeploymentsJson.Default.ReleaseVerified),
        EventType.Of("image_verified_v1", DeploymentsJson.Default.ImageVerified),
        EventType.Of("merge_requested_v1", DeploymentsJson.Default.MergeRequested),
        EventType.Of("baseline_taken_v1", DeploymentsJson.Default.BaselineTaken),
        EventType.Of("manifests_bumped_v1", DeploymentsJson.Default.ManifestsBumped),
        EventType.Of("reconciliation_requested_v1", DeploymentsJson.Default.ReconciliationRequested),
        EventType.Of("revision_applied_v1", DeploymentsJson.Default.RevisionApplied),
        EventType.Of("rollout_progressed_v1", DeploymentsJson.Default.RolloutProgressed),
        EventType.Of("rollout_completed_v1", DeploymentsJson.Default.RolloutCompleted),
        EventType.Of("rollout_failed_v1", DeploymentsJson.Default.RolloutFailed),
        EventType.Of("smoke_tests_passed_v1", DeploymentsJson.Default.SmokeTestsPassed),
        EventType.Of("smoke_tests_failed_v1", DeploymentsJson.Default.SmokeTestsFailed),
        EventType.Of("observation_progressed_v1", DeploymentsJson.Default.ObservationProgressed),
        EventType.Of("observation_inconclusive_v1", DeploymentsJson.Default.ObservationInconclusive),
        EventType.Of("observation_passed_v1", DeploymentsJson.Default.ObservationPassed),
        EventType.Of("observation_failed_v1", DeploymentsJson.Default.ObservationFailed),
        EventType.Of("promotion_requested_v1", DeploymentsJson.Default.PromotionRequested),
        EventType.Of("abort_requested_v1", DeploymentsJson.Default.AbortRequested),
        EventType.Of("strategy_aborted_v1", DeploymentsJson.Default.StrategyAborted),
        EventType.Of("rollback_decided_v1", DeploymentsJson.Default.RollbackDecided),
        EventType.Of("slot_taken_v1", DeploymentsJson.Default.SlotTaken),
        EventType.Of("slot_released_v1", DeploymentsJson.Default.SlotReleased),
        EventType.Of("version_held_v1", DeploymentsJson.Default.VersionHeld),
        EventType.Of("hold_lifted_v1", DeploymentsJson.Default.HoldLifted),
    ];
}
