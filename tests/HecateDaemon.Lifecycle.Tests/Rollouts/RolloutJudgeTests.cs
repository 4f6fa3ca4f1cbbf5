using HecateDaemon.Lifecycle.Rollouts;
using static HecateDaemon.Lifecycle.Tests.Rollouts.Samples;

namespace HecateDaemon.Lifecycle.Tests.Rollouts;

public sealed class RolloutJudgeTests
{
    [Fact]
    public void A_rollout_is_complete_when_every_pod_runs_the_verified_digest()
    {
        var evidence = Judge(Seen("Deployment", FinishedDeployment, Pod("a"), Pod("b"))).ShouldBeOfType<RolloutVerdict.Complete>().Evidence;

        evidence.ShouldBe($"Deployment default/app: 2 of 2 replicas are updated and available; all run {New} ({NewDigest})");
    }

    [Fact]
    public void A_workload_that_is_not_there_is_waited_for() =>
        InProgress(Seen("Deployment", live: null)).ShouldContain("not in the cluster");

    [Fact]
    public void A_template_with_another_tag_is_waited_for() =>
        InProgress(Seen("Deployment", Live("\"replicas\": 0", "\"observedGeneration\": 7", Old))).ShouldContain(Old);

    [Fact]
    public void A_template_without_the_image_is_never_complete() =>
        InProgress(Seen("Deployment", Live("\"replicas\": 0", "\"observedGeneration\": 7", "redis:7"))).ShouldContain("none of its containers");

    [Fact]
    public void A_kind_without_rules_fails_instead_of_waiting_for_ever() =>
        Failed(Seen("CronJob", FinishedDeployment)).ShouldContain("does not roll out");

    [Fact]
    public void Pods_of_the_old_release_keep_a_rollout_from_being_complete() =>
        InProgress(Seen("Deployment", FinishedDeployment, Pod("a"), Pod("old", Old))).ShouldContain("pod old still runs " + Old);

    [Fact]
    public void Leaving_pods_are_waited_for_but_not_looked_into() =>
        InProgress(Seen("Deployment", FinishedDeployment, Pod("a"), Pod("b"), Pod("old", Old, leaving: true, waiting: "CrashLoopBackOff")))
            .ShouldContain("1 old pods are leaving");

    [Fact]
    public void Pods_that_the_status_counts_but_nobody_sees_are_waited_for() =>
        InProgress(Seen("Deployment", FinishedDeployment, Pod("a"))).ShouldContain("of 2 ready pods only 1");

    [Theory]
    [InlineData("")]
    [InlineData("sha256:3333333333333333333333333333333333333333333333333333333333333333")]
    [InlineData("docker://sha256:3333333333333333333333333333333333333333333333333333333333333333")]
    [InlineData("ghcr.io/org/app@sha256:short")]
    public void Without_a_digest_from_a_registry_nothing_is_proven(string imageId) =>
        InProgress(Seen("Deployment", FinishedDeployment, Pod("a"), Pod("b", imageId: imageId)))
            .ShouldContain("the runtime has not reported a registry's digest for container app of pod b");

    [Fact]
    public void The_digest_is_found_in_the_older_form_of_an_image_id() =>
        Judge(Seen("Deployment", FinishedDeployment, Pod("a"), Pod("b", imageId: "docker-pullable://ghcr.io/org/app@" + NewDigest)))
            .ShouldBeOfType<RolloutVerdict.Complete>();

    [Fact]
    public void Another_digest_under_the_same_tag_fails_and_names_both()
    {
        var reason = Failed(Seen("Deployment", FinishedDeployment, Pod("a", imageId: ""), Pod("b", imageId: "ghcr.io/org/app@" + OtherDigest)));

        reason.ShouldContain(OtherDigest);
        reason.ShouldContain(NewDigest);
    }

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("InvalidImageName")]
    [InlineData("CrashLoopBackOff")]
    [InlineData("CreateContainerConfigError")]
    [InlineData("RunContainerError")]
    public void A_new_pod_that_cannot_start_fails_a_rollout_that_its_controller_still_believes_in(string reason) =>
        Failed(Seen("Deployment", StuckDeployment, Pod("a", Old), Pod("b", ready: false, waiting: reason)))
            .ShouldContain($"container app of pod b with image {New} waits in {reason}");

    [Theory]
    [InlineData("ErrImagePull")]
    [InlineData("ContainerCreating")]
    public void A_new_pod_that_may_still_start_is_waited_for(string reason) =>
        InProgress(Seen("Deployment", StuckDeployment, Pod("b", ready: false, waiting: reason))).ShouldContain(reason);

    [Fact]
    public void An_old_pod_in_trouble_is_not_held_against_the_new_release() =>
        InProgress(Seen("Deployment", StuckDeployment, Pod("a", Old, ready: false, waiting: "CrashLoopBackOff"), Pod("b")))
            .ShouldContain("1 of 2 replicas are updated");

    [Fact]
    public void A_pod_that_cannot_be_placed_says_why() =>
        InProgress(Seen("Deployment", StuckDeployment, Pod("b", ready: false, unschedulable: "0/2 nodes are available: 2 Insufficient memory.")))
            .ShouldContain("2 Insufficient memory");

    [Fact]
    public void A_daemon_set_fails_by_its_pods_since_it_has_no_deadline() =>
        Failed(Seen("DaemonSet", Live("\"minReadySeconds\": 0",
            """ "observedGeneration": 7, "desiredNumberScheduled": 2, "currentNumberScheduled": 2, "updatedNumberScheduled": 1 """),
            Pod("a", Old), Pod("b", ready: false, waiting: "ImagePullBackOff"))).ShouldContain("ImagePullBackOff");

    [Fact]
    public void An_on_delete_stateful_set_is_not_complete_while_old_pods_run() =>
        InProgress(Seen("StatefulSet", Live("\"replicas\": 2, \"updateStrategy\": { \"type\": \"OnDelete\" }", "\"observedGeneration\": 7"),
            Pod("app-0", Old), Pod("app-1"))).ShouldContain("pod app-0 still runs");

    [Fact]
    public void Pods_below_a_partition_may_stay_old()
    {
        var live = Live("\"replicas\": 2, \"updateStrategy\": { \"type\": \"RollingUpdate\", \"rollingUpdate\": { \"partition\": 1 } }",
            """ "observedGeneration": 7, "replicas": 2, "readyReplicas": 2, "updatedReplicas": 1 """);

        Judge(Seen("StatefulSet", live, Pod("app-0", Old), Pod("app-1"))).ShouldBeOfType<RolloutVerdict.Complete>().Evidence
            .ShouldEndWith("1 pods below its partition stay as they are");
        InProgress(Seen("StatefulSet", live, Pod("app-0", Old), Pod("app-1", Old))).ShouldContain("pod app-1 still runs");
    }

    [Fact]
    public void What_only_a_person_can_bring_on_is_told_as_such()
    {
        Judge(Seen("StatefulSet", Live("\"replicas\": 1, \"updateStrategy\": { \"type\": \"OnDelete\" }", "\"observedGeneration\": 7"), Pod("app-0", Old)))
            .ShouldBeOfType<RolloutVerdict.InProgress>().NeedsPerson.ShouldBeTrue();
        Judge(Seen("Deployment", Live("\"replicas\": 1, \"paused\": true", "\"observedGeneration\": 7"), Pod("a", Old)))
            .ShouldBeOfType<RolloutVerdict.InProgress>().NeedsPerson.ShouldBeTrue();
    }

    [Theory]
    [InlineData("DaemonSet", 119, false)]
    [InlineData("DaemonSet", 121, true)]
    [InlineData("Pod", 14, false)]
    [InlineData("Pod", 16, true)]
    [InlineData("Deployment", 10_000, false)]
    public void A_pod_that_fits_nowhere_fails_where_no_controller_has_a_deadline_for_it(string kind, int seconds, bool fails)
    {
        var pod = Pod("b", ready: false, unschedulable: "0/2 nodes are available") with { UnschedulableSince = Now.AddSeconds(-seconds) };
        var live = kind is "Pod"
            ? Json($$"""{ "spec": { "containers": [{ "name": "app", "image": "{{New}}" }] }, "status": { "phase": "Pending" } }""")
            : Live("\"replicas\": 2", "\"observedGeneration\": 7, \"desiredNumberScheduled\": 2");

        (Judge(Seen(kind, live, pod)) is RolloutVerdict.Failed).ShouldBe(fails);
    }

    [Fact]
    public void A_custom_resource_without_a_pod_template_is_taken_at_its_word() =>
        Judge(Seen("HelmRelease", Json("""{ "status": { "conditions": [{ "type": "Ready", "status": "True" }] } }""")))
            .ShouldBeOfType<RolloutVerdict.Complete>().Evidence.ShouldContain("no pod template");

    [Fact]
    public void A_job_that_has_run_may_be_gone() => Judge(Seen("Job", live: null)).ShouldBeOfType<RolloutVerdict.Complete>();

    [Theory]
    [InlineData("apps/v1", "Deployment", true)]
    [InlineData("batch/v1", "Job", true)]
    [InlineData("batch/v1", "CronJob", false)]
    [InlineData("v1", "PodTemplate", false)]
    [InlineData("argoproj.io/v1alpha1", "Rollout", true)]
    [InlineData("gateway.networking.k8s.io/v1", "HTTPRoute", false)]
    public void Kubernetes_own_workloads_and_custom_ones_are_watched(string apiVersion, string kind, bool isWatched) =>
        RolloutJudge.CanWatch(new(apiVersion, kind, "default", "app")).ShouldBe(isWatched);

    [Fact]
    public void Nothing_to_run_is_complete_and_says_so() =>
        Judge(Seen("DaemonSet", Live("\"minReadySeconds\": 0", "\"observedGeneration\": 7, \"desiredNumberScheduled\": 0")))
            .ShouldBeOfType<RolloutVerdict.Complete>().Evidence.ShouldContain("no pod is to run");

    [Theory]
    [InlineData(New, true)]
    [InlineData(New + "@" + NewDigest, true)]
    [InlineData(New + "@" + OtherDigest, false)]
    [InlineData("ghcr.io/org/app@" + NewDigest, false)]
    [InlineData("ghcr.io/org/app", false)]
    [InlineData("ghcr.io:443/org/app:2.0.0", false)]
    [InlineData("not an image", false)]
    public void Only_the_wanted_tag_and_digest_count_as_the_wanted_image(string image, bool isWanted) =>
        (ImageReference.TryParse(image, out var reference) && reference.Is(Wanted)).ShouldBe(isWanted);

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RolloutVerdict Judge(WorkloadSeen seen) => RolloutJudge.Judge(seen, Wanted, Now);

    private static string InProgress(WorkloadSeen seen) => Judge(seen).ShouldBeOfType<RolloutVerdict.InProgress>().What;

    private static string Failed(WorkloadSeen seen) => Judge(seen).ShouldBeOfType<RolloutVerdict.Failed>().Reason;
}
