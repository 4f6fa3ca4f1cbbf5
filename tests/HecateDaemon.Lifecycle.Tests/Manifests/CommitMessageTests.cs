using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Tests.Deployments;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

/// <summary>The seed's own subjects.</summary>
public sealed class CommitMessageTests
{
    [Fact]
    public void A_release_is_bumped() =>
        CommitMessage.Subject(Scenario.After(Active), new()).ShouldBe("chore: Bump hecate-daemon to v0.7.3");

    [Theory]
    [InlineData("it loses data", "it loses data")]
    [InlineData("smoke test failed:\n  status 500\r\n", "smoke test failed: status 500")]
    public void A_rollback_says_why_on_one_line(string reason, string told) =>
        CommitMessage.Subject(Scenario.After(Initiated with { RollbackOf = new(RollbackId, Older, reason) }), new())
            .ShouldBe($"fix: Rollback to v0.7.3 due to {told}");

    [Fact]
    public void A_long_reason_is_cut() =>
        CommitMessage.Subject(Scenario.After(Initiated with { RollbackOf = new(RollbackId, Older, new string('x', 500)) }), new())
            .ShouldBe($"fix: Rollback to v0.7.3 due to {new string('x', 120)}…");

    [Fact]
    public void A_subject_may_be_worded_otherwise_and_what_is_filled_in_is_not_filled_again() =>
        CommitMessage.Subject(
            Scenario.After(Initiated with { RollbackOf = new(RollbackId, Older, "{version} loses data") }),
            new() { Rollback = "{environment}: {division} back to {version} ({reason})" })
            .ShouldBe("production: hecate-daemon back to 0.7.3 ({version} loses data)");

    [Fact]
    public void The_first_trailer_is_the_mark_by_which_a_repeat_is_known() =>
        CommitMessage.Trailers(Scenario.After([.. Active, .. Road.Take(2)])).Select(t => $"{t.Key}: {t.Value}").ShouldBe(
        [
            "Hecate-Deployment: d1",
            "Hecate-Division: hecate-daemon",
            "Hecate-Version: 0.7.3",
            $"Hecate-Digest: {Story.Digest}",
            "Hecate-Actor: rl",
        ]);
}
