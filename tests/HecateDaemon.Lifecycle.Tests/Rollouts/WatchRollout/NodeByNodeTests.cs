using HecateDaemon.Lifecycle.Rollouts;
using static HecateDaemon.Lifecycle.Tests.Rollouts.Samples;

namespace HecateDaemon.Lifecycle.Tests.Rollouts;

public sealed class NodeByNodeTests
{
    [Fact]
    public void The_first_old_pod_goes_and_one_that_is_sick_goes_before_it()
    {
        Next(Of("50%", Pod("b", Old), Pod("a", Old), Pod("c", Old), Pod("d", Old))).ShouldBe("a");
        Next(Of("50%", Pod("b", Old), Pod("a", Old), Pod("c", Old, ready: false), Pod("d", Old))).ShouldBe("c");
        Next(Of("50%", Pod("a"), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBe("b");
    }

    [Fact]
    public void Never_more_than_the_share() => Next(Of("50%", Pod("a"), Pod("b"), Pod("c", Old), Pod("d", Old))).ShouldBeNull();

    [Fact]
    public void A_share_of_few_nodes_is_at_least_one_and_never_all()
    {
        Next(Of("99%", Pod("a"), Pod("b"), Pod("c"), Pod("d", Old))).ShouldBeNull();
        Next(Of("1%", Pod("a", Old), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBe("a");
        Next(Of("1%", Pod("a"), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBeNull();
    }

    [Fact]
    public void Never_two_at_once()
    {
        Next(Of("100%", Pod("a", Old, leaving: true), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBeNull("one is leaving");
        Next(Of("100%", Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBeNull("one has not come back");
        Next(Of("100%", Pod("a", ready: false), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBeNull("one is not ready");
    }

    [Theory]
    [InlineData("RollingUpdate", "50%", 7, New)]
    [InlineData("OnDelete", "", 7, New)]
    [InlineData("OnDelete", "half", 7, New)]
    [InlineData("OnDelete", "101%", 7, New)]
    [InlineData("OnDelete", "50%", 6, New)]
    [InlineData("OnDelete", "50%", 7, Old)]
    public void Nothing_goes_that_the_manifest_does_not_ask_for(string type, string share, int observed, string image) =>
        Next(Seen("DaemonSet", DaemonSet(type, share, observed, image), Pod("a", Old), Pod("b", Old), Pod("c", Old), Pod("d", Old))).ShouldBeNull();

    [Fact]
    public void A_step_is_complete_when_its_share_is_new_and_the_other_nodes_keep_their_pods()
    {
        var verdict = RolloutJudge.Judge(Of("50%", Pod("a"), Pod("b"), Pod("c", Old), Pod("d", Old)), Wanted, DateTimeOffset.UnixEpoch);

        verdict.ShouldBeOfType<RolloutVerdict.Complete>().Evidence.ShouldBe(
            $"DaemonSet default/app: 2 of 4 nodes are updated, and all have an available pod; all run {New} ({NewDigest}); 2 pods on other nodes stay as they are");
        RolloutJudge.Judge(Of("75%", Pod("a"), Pod("b"), Pod("c", Old), Pod("d", Old)), Wanted, DateTimeOffset.UnixEpoch)
            .ShouldBeOfType<RolloutVerdict.InProgress>().NeedsPerson.ShouldBeFalse();
    }

    private static string? Next(WorkloadSeen seen) => NodeByNode.Next(seen, Wanted)?.Name;

    private static WorkloadSeen Of(string share, params PodSeen[] pods) =>
        Seen("DaemonSet", DaemonSet("OnDelete", share, observed: 7, New, pods.Count(p => p.Containers[1].Image == New)), pods);

    private static System.Text.Json.JsonElement DaemonSet(string type, string share, int observed, string image, int updated = 0) => Json(
        $$"""
        {
          "metadata": { "name": "app", "namespace": "default", "generation": 7, "annotations": { "hecate.social/canary-nodes": "{{share}}" } },
          "spec": {
            "updateStrategy": { "type": "{{type}}" },
            "template": { "spec": { "containers": [{ "name": "sidecar", "image": "envoy:v1" }, { "name": "app", "image": "{{image}}" }] } }
          },
          "status": {
            "observedGeneration": {{observed}}, "desiredNumberScheduled": 4, "currentNumberScheduled": 4,
            "updatedNumberScheduled": {{updated}}, "numberAvailable": 4, "numberReady": 4
          }
        }
        """);
}
