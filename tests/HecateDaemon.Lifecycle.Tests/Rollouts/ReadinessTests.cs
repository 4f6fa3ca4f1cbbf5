using System.Text.Json;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Tests.Rollouts;

/// <summary>Object statuses and the verdicts that kstatus's rules give them.</summary>
public sealed class ReadinessTests
{
    [Theory]
    [InlineData("""  """, "generation 0 of 7")]
    [InlineData(""" "observedGeneration": 6 """, "generation 6 of 7")]
    [InlineData(""" "observedGeneration": 7, "replicas": 1 """, "1 of 2 replicas exist")]
    [InlineData(""" "observedGeneration": 7, "replicas": 2, "updatedReplicas": 1 """, "1 of 2 replicas are updated")]
    [InlineData(""" "observedGeneration": 7, "replicas": 3, "updatedReplicas": 2 """, "1 old replicas are to go")]
    [InlineData(""" "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2 """, "0 of 2 updated replicas are available")]
    [InlineData(""" "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2, "readyReplicas": 1 """, "1 of 2 replicas are ready")]
    [InlineData(""" "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2, "readyReplicas": 2 """, "replica set is not available")]
    [InlineData(""" "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2, "readyReplicas": 2, "conditions": [{ "type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable" }] """, "it is not available")]
    public void A_deployment_is_in_progress_while(string status, string what) =>
        InProgress("Deployment", Samples.Deployment(status)).ShouldContain(what);

    [Fact]
    public void A_deployment_is_complete_when_every_replica_is_updated_and_available() =>
        Readiness.Of("Deployment", Samples.FinishedDeployment).ShouldBeOfType<RolloutVerdict.Complete>();

    [Fact]
    public void A_deployment_past_its_progress_deadline_has_failed() =>
        Readiness.Of("Deployment", Samples.Deployment(
            """
            "observedGeneration": 7, "replicas": 3, "updatedReplicas": 1, "conditions":
            [{ "type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded", "message": "ReplicaSet app-5 has timed out" }]
            """)).ShouldBeOfType<RolloutVerdict.Failed>().Reason.ShouldContain("app-5 has timed out");

    [Fact]
    public void A_deadline_exceeded_by_an_earlier_generation_is_not_held_against_this_one() =>
        InProgress("Deployment", Samples.Deployment(
            """
            "observedGeneration": 6, "conditions": [{ "type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded" }]
            """)).ShouldContain("generation 6 of 7");

    [Fact]
    public void A_deployment_without_a_progress_deadline_needs_no_progressing_condition() =>
        Readiness.Of("Deployment", Samples.Deployment(
            """
            "observedGeneration": 7, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2, "readyReplicas": 2,
            "conditions": [{ "type": "Available", "status": "True" }]
            """,
            "\"replicas\": 2, \"progressDeadlineSeconds\": 2147483647")).ShouldBeOfType<RolloutVerdict.Complete>();

    [Fact]
    public void A_paused_deployment_says_that_it_is_paused() =>
        InProgress("Deployment", Samples.Deployment(
            """ "observedGeneration": 7, "replicas": 2, "updatedReplicas": 0 """, "\"replicas\": 2, \"paused\": true")).ShouldContain("paused");

    [Fact]
    public void A_deployment_without_replicas_counts_as_one() =>
        InProgress("Deployment", Samples.Deployment(""" "observedGeneration": 7 """, "\"minReadySeconds\": 0")).ShouldContain("0 of 1");

    [Theory]
    [InlineData(""" "observedGeneration": 7, "replicas": 2 """, "2 of 3 replicas exist")]
    [InlineData(""" "observedGeneration": 7, "replicas": 3, "readyReplicas": 2 """, "2 of 3 replicas are ready")]
    [InlineData(""" "observedGeneration": 7, "replicas": 4, "readyReplicas": 4 """, "1 surplus replicas are to go")]
    [InlineData(""" "observedGeneration": 7, "replicas": 3, "readyReplicas": 3, "currentReplicas": 2, "updatedReplicas": 1, "currentRevision": "app-1", "updateRevision": "app-2" """, "1 of 3 replicas are at its update revision app-2")]
    [InlineData(""" "observedGeneration": 7, "replicas": 3, "readyReplicas": 3, "currentReplicas": 2, "currentRevision": "app-2", "updateRevision": "app-2" """, "2 of 3 replicas are current")]
    public void A_stateful_set_is_in_progress_while(string status, string what) =>
        InProgress("StatefulSet", Samples.Live(Rolling(partition: 0), status)).ShouldContain(what);

    [Fact]
    public void A_stateful_set_is_complete_when_its_revisions_meet() =>
        Readiness.Of("StatefulSet", Samples.Live(Rolling(partition: 0),
            """ "observedGeneration": 7, "replicas": 3, "readyReplicas": 3, "currentReplicas": 3, "currentRevision": "app-2", "updateRevision": "app-2" """))
            .ShouldBeOfType<RolloutVerdict.Complete>();

    [Theory]
    [InlineData(0, "0 of 1 replicas from ordinal 2 on are updated")]
    [InlineData(1, null)]
    public void A_partitioned_stateful_set_is_done_above_its_partition(int updated, string? what)
    {
        var verdict = Readiness.Of("StatefulSet", Samples.Live(Rolling(partition: 2),
            $$""" "observedGeneration": 7, "replicas": 3, "readyReplicas": 3, "currentReplicas": 2, "updatedReplicas": {{updated}}, "currentRevision": "a", "updateRevision": "b" """));

        (verdict as RolloutVerdict.InProgress)?.What.ShouldBe(what);
        (verdict is RolloutVerdict.Complete).ShouldBe(what is null);
    }

    [Fact]
    public void The_controller_of_an_on_delete_stateful_set_has_nothing_to_do() =>
        Readiness.Of("StatefulSet", Samples.Live("\"replicas\": 3, \"updateStrategy\": { \"type\": \"OnDelete\" }", "\"observedGeneration\": 7"))
            .ShouldBeOfType<RolloutVerdict.Complete>();

    [Theory]
    [InlineData("""  """, "generation 0 of 7")]
    [InlineData(""" "observedGeneration": 7 """, "not looked at it")]
    [InlineData(""" "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 1 """, "1 of 2 nodes have a pod")]
    [InlineData(""" "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 1 """, "1 of 2 nodes are updated")]
    [InlineData(""" "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 2, "numberAvailable": 1 """, "1 of 2 nodes have an available pod")]
    [InlineData(""" "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 2, "numberAvailable": 2, "numberReady": 1 """, "1 of 2 nodes have a ready pod")]
    public void A_daemon_set_is_in_progress_while(string status, string what) =>
        InProgress("DaemonSet", Samples.Live("\"updateStrategy\": { \"type\": \"RollingUpdate\" }", status)).ShouldContain(what);

    [Fact]
    public void A_daemon_set_is_complete_when_every_node_has_an_updated_pod() =>
        Readiness.Of("DaemonSet", Samples.Live("\"minReadySeconds\": 0",
            """ "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 2, "numberAvailable": 2, "numberReady": 2 """))
            .ShouldBeOfType<RolloutVerdict.Complete>();

    [Fact]
    public void An_on_delete_daemon_set_says_whom_it_waits_for() =>
        InProgress("DaemonSet", Samples.Live("\"updateStrategy\": { \"type\": \"OnDelete\" }",
            """ "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 0 """))
            .ShouldContain("somebody has to delete");

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void A_workload_that_is_being_deleted_is_never_complete(string kind) =>
        InProgress(kind, Samples.Json("""{ "metadata": { "deletionTimestamp": "2026-01-01T00:00:00Z" } }""")).ShouldContain("being deleted");

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void Fields_of_a_wrong_type_are_as_good_as_absent(string kind) =>
        Readiness.Of(kind, Samples.Json("""{ "metadata": [], "spec": "x", "status": { "conditions": 3, "replicas": "many" } }"""))
            .ShouldBeOfType<RolloutVerdict.InProgress>();

    [Theory]
    [InlineData(""" "observedGeneration": 7, "fullyLabeledReplicas": 1 """, "1 of 2 replicas exist with their labels")]
    [InlineData(""" "observedGeneration": 7, "fullyLabeledReplicas": 2, "replicas": 2, "availableReplicas": 1 """, "1 of 2 replicas are available")]
    [InlineData(""" "observedGeneration": 7, "fullyLabeledReplicas": 2, "replicas": 2, "availableReplicas": 2, "readyReplicas": 1 """, "1 of 2 replicas are ready")]
    [InlineData(""" "observedGeneration": 7, "fullyLabeledReplicas": 3, "replicas": 3, "availableReplicas": 3, "readyReplicas": 3 """, "1 surplus replicas")]
    [InlineData(""" "observedGeneration": 7, "conditions": [{ "type": "ReplicaFailure", "status": "True", "message": "exceeded quota: pods" }] """, "exceeded quota: pods")]
    public void A_replica_set_is_in_progress_while(string status, string what) =>
        InProgress("ReplicaSet", Samples.Live("\"replicas\": 2", status)).ShouldContain(what);

    [Fact]
    public void A_replica_set_is_complete_when_all_its_replicas_are_available() =>
        Readiness.Of("ReplicaSet", Samples.Live("\"replicas\": 2",
            """ "observedGeneration": 7, "fullyLabeledReplicas": 2, "replicas": 2, "availableReplicas": 2, "readyReplicas": 2 """)).ShouldBeOfType<RolloutVerdict.Complete>();

    [Theory]
    [InlineData("""{ }""", nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ "startTime": "2026-01-01T00:00:00Z", "active": 1 }""", nameof(RolloutVerdict.Complete))]
    [InlineData("""{ "startTime": "2026-01-01T00:00:00Z", "conditions": [{ "type": "Complete", "status": "True" }] }""", nameof(RolloutVerdict.Complete))]
    [InlineData("""{ "startTime": "2026-01-01T00:00:00Z", "conditions": [{ "type": "Failed", "status": "True", "reason": "BackoffLimitExceeded" }] }""", nameof(RolloutVerdict.Failed))]
    [InlineData("""{ "conditions": [{ "type": "Suspended", "status": "True" }] }""", nameof(RolloutVerdict.InProgress))]
    public void A_job_has_rolled_out_when_it_has_started_and_failed_when_it_says_so(string status, string verdict) =>
        Readiness.Of("Job", Samples.Json($$"""{ "metadata": {}, "status": {{status}} }"""))!.GetType().Name.ShouldBe(verdict);

    [Theory]
    [InlineData("""{ "phase": "Pending" }""", nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ "phase": "Running" }""", nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ "phase": "Running", "conditions": [{ "type": "Ready", "status": "True" }] }""", nameof(RolloutVerdict.Complete))]
    [InlineData("""{ "phase": "Succeeded" }""", nameof(RolloutVerdict.Complete))]
    [InlineData("""{ "phase": "Failed", "reason": "Evicted" }""", nameof(RolloutVerdict.Failed))]
    public void A_pod_is_as_its_phase_says(string status, string verdict) =>
        Readiness.Of("Pod", Samples.Json($$"""{ "metadata": {}, "status": {{status}} }"""))!.GetType().Name.ShouldBe(verdict);

    [Theory]
    [InlineData("""{ "generation": 2 }""", """ "status": { "observedGeneration": 1 } """, nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ "generation": 2 }""", """ "status": { "observedGeneration": 2 } """, nameof(RolloutVerdict.Complete))]
    [InlineData("""{ "generation": 2 }""", """ "spec": {} """, nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ }""", """ "status": { "conditions": [{ "type": "Ready", "status": "True" }] } """, nameof(RolloutVerdict.Complete))]
    [InlineData("""{ }""", """ "status": { "conditions": [{ "type": "Ready", "status": "False", "reason": "No" }] } """, nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ }""", """ "status": { "conditions": [{ "type": "Ready", "status": "True" }, { "type": "Reconciling", "status": "True" }] } """, nameof(RolloutVerdict.InProgress))]
    [InlineData("""{ }""", """ "status": { "conditions": [{ "type": "Stalled", "status": "True", "reason": "No" }] } """, nameof(RolloutVerdict.Failed))]
    public void A_custom_resource_is_as_its_conditions_say(string metadata, string rest, string verdict) =>
        Readiness.Of("Kraken", Samples.Json($$"""{ "metadata": {{metadata}}, {{rest}} }"""))!.GetType().Name.ShouldBe(verdict);

    [Fact]
    public void What_keeps_a_deployment_from_making_pods_is_told() =>
        InProgress("Deployment", Samples.Deployment(""" "observedGeneration": 7, "conditions": [{ "type": "ReplicaFailure", "status": "True", "message": "exceeded quota: pods" }] """))
            .ShouldBe("pods cannot be made: exceeded quota: pods");

    private static string Rolling(int partition) =>
        $$""" "replicas": 3, "updateStrategy": { "type": "RollingUpdate", "rollingUpdate": { "partition": {{partition}} } } """;

    private static string InProgress(string kind, JsonElement live) =>
        Readiness.Of(kind, live).ShouldBeOfType<RolloutVerdict.InProgress>().What;
}
