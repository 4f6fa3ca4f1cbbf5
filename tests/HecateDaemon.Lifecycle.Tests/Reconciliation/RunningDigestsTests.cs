using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Lifecycle.Tests.Reconciliation.DriftSamples;
using Samples = HecateDaemon.Lifecycle.Tests.Rollouts.Samples;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class RunningDigestsTests
{
    [Fact]
    public void A_pod_that_runs_another_digest_of_the_same_tag_is_told_by_container()
    {
        var drift = Differences(Samples.Pod("app-1"), Samples.Pod("app-2", imageId: "ghcr.io/org/app@" + Samples.OtherDigest)).ShouldHaveSingleItem();

        drift.ToString().ShouldBe($"Deployment shop/app container app digest is {Samples.OtherDigest} instead of {Samples.NewDigest}");
        (drift.Kind, drift.Aspect, drift.Cause).ShouldBe((DriftKind.Changed, DriftAspect.Digest, null));
    }

    [Fact]
    public void Several_that_differ_are_one_difference() =>
        Differences(Samples.Pod("app-1", imageId: "x@" + Samples.OtherDigest), Samples.Pod("app-2", imageId: "x@" + Samples.OtherDigest)).Count.ShouldBe(1);

    [Fact]
    public void Any_digest_that_was_verified_is_right()
    {
        var verified = Samples.Wanted with { Digests = [Digest.Parse(Samples.NewDigest), Digest.Parse(Samples.OtherDigest)] };

        RunningDigests.Differences(Wanted(), [Samples.Pod("app-1"), Samples.Pod("app-2", imageId: "x@" + Samples.OtherDigest)], verified).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:9999999999999999999999999999999999999999999999999999999999999999")]
    public void A_digest_that_no_runtime_reports_is_no_difference(string imageId) =>
        Differences(Samples.Pod("app-1", imageId: imageId)).ShouldBeEmpty();

    [Fact]
    public void Pods_that_leave_or_run_another_image_are_something_else() => Differences(
        Samples.Pod("app-1", imageId: "x@" + Samples.OtherDigest, leaving: true),
        Samples.Pod("app-2", image: Samples.Old, imageId: "x@" + Samples.OtherDigest)).ShouldBeEmpty();

    [Fact]
    public void Where_git_wants_another_version_than_was_verified_nothing_can_be_told() =>
        RunningDigests.Differences(Wanted(), [Samples.Pod("app-1", imageId: "x@" + Samples.OtherDigest)], Samples.Wanted with { Tag = "1.9.0" }).ShouldBeEmpty();

    private static IReadOnlyList<Drift> Differences(params IReadOnlyList<PodSeen> pods) =>
        [.. RunningDigests.Differences(Wanted(), pods, Samples.Wanted)];
}
