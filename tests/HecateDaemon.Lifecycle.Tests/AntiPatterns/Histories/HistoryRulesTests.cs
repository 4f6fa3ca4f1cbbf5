using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;
using Finding = HecateDaemon.Lifecycle.AntiPatterns.Finding;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class HistoryRulesTests
{
    private static readonly ImageName Image = ImageName.Parse("ghcr.io/hecate-social/hecate-daemon");
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('e', 64));

    [Fact]
    public void A_release_with_all_its_papers_is_innocent() => Found(Innocent).ShouldBeEmpty();

    [Fact]
    public void What_cannot_be_looked_at_accuses_nobody() =>
        Found(Innocent with { Registry = null, Code = null, Changes = [] }).ShouldBeEmpty();

    [Fact]
    public void A_tag_that_names_something_else_by_now_has_moved()
    {
        var mutation = new ImageTagMutated
        {
            DivisionId = Story.Division,
            Version = Story.Version,
            Image = Image,
            Tag = "v0.7.3",
            Digest = Story.Digest,
            Found = Other,
            HappenedAt = Story.Noon,
        };

        var found = Found(Innocent with { Tag = new() { First = Story.Digest, Mutation = mutation } }).ShouldHaveSingleItem();

        found.ShouldBe((Severity.Error, "moved_tag", $"{Image}:v0.7.3"), f => (f.Severity, f.Rule, f.Place.ToString()!));
        found.By!.NotKnown.ShouldBe("who pushed it: a registry does not say");
    }

    [Fact]
    public void The_same_version_as_another_image_skipped_its_bump() =>
        Found(Innocent with { SameVersion = [Again(Story.Noon, image: Other)] }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Error, "skipped_version_bump", $"0.7.3 was shipped as {Story.Digest}, and by d2 to production as {Other}"), Told);

    [Fact]
    public void The_same_version_from_another_commit_skipped_its_bump()
    {
        var other = CommitId.Parse(new string('9', 40));
        Found(Innocent with { SameVersion = [Again(Story.Noon, commit: other)] }).ShouldHaveSingleItem().Rule.ShouldBe("skipped_version_bump");
        Found(Innocent with { Code = Papers() with { Report = Papers().Report! with { Commit = other } } }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Error, "skipped_version_bump", $"the tag named commit {Story.Commit} when it was shipped, and names {other} now"), Told);
    }

    [Fact]
    public void Shipping_a_version_once_more_is_skipping_the_bump_only_if_commits_came_after_its_tag_and_it_is_no_way_back()
    {
        var again = Innocent with { SameVersion = [Again(Story.Noon.AddDays(-1))] };

        Found(again).ShouldBeEmpty();
        Found(again with { Code = Papers() with { CommitsBeyond = 3 } }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Warning, "skipped_version_bump", "0.7.3 was shipped once more, though 3 commits came after its tag: they are in no version"), Told);
        var wayBack = again.Live with { RollbackOf = new(Story.Id, Story.Older, "it loses data") };
        Found(again with { Live = wayBack, Code = Papers() with { CommitsBeyond = 3 } }).ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_state_another_version_than_the_tag_are_found() =>
        Found(Innocent with { Code = Papers(("version_files", "mix.exs says 0.7.2")) }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Warning, "skipped_version_bump", "mix.exs says 0.7.2 at v0.7.3"), Told);

    [Fact]
    public void An_image_whose_labels_do_not_name_the_commit_may_be_a_local_build()
    {
        Found(Innocent with { Registry = Pushed(ImageOrigin.Unsaid) }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Warning, "built_locally"), f => (f.Severity, f.Rule));
        Found(Innocent with { Registry = Pushed(new(new string('9', 40), null, null)) }).ShouldHaveSingleItem().Seen.ShouldContain("it was built from '9999");
        Found(Innocent with { Registry = Pushed(ImageOrigin.Unsaid), Environment = Innocent.Environment with { Image = new() { Origin = Demand.Off } } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-02-28T12:00:00Z", 1)]
    [InlineData("2026-02-28T17:59:00Z", 0)]
    [InlineData("2026-03-01T12:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    public void An_image_older_than_its_tags_commit_was_not_built_from_it(string builtAt, int findings) =>
        Found(Innocent with { Registry = Pushed(Origin with { BuiltAt = DateTimeOffset.Parse(builtAt, null) }) }).Select(f => (f.Rule, f.Facet))
            .ShouldBe(Enumerable.Repeat(("built_locally", (string?)"age"), findings));

    [Fact]
    public void Notes_without_a_way_back_are_found_unless_a_person_vouched_for_one()
    {
        var silent = Innocent with { Code = Papers(("rollback_plan", "the release notes have no Rollback Plan; it would lead to v0.7.2")) };

        Found(silent).ShouldHaveSingleItem()
            .ShouldBe((Severity.Warning, "no_rollback_plan", "the release notes have no Rollback Plan; it would lead to v0.7.2"), Told);
        Found(silent with { Deployment = silent.Deployment with { EntryChecklist = Story.Checklist(ItemStatus.Attested) } }).ShouldBeEmpty();
    }

    [Fact]
    public void A_way_back_to_an_image_that_is_gone_is_found() =>
        Found(Innocent with { Registry = Pushed(Origin) with { WayBack = new(Story.Older, IsInRegistry: false) } }).ShouldHaveSingleItem()
            .ShouldBe((Severity.Warning, "no_rollback_plan", $"the way back leads to 0.7.2, and {Image} has no image of it any more"), Told);

    [Fact]
    public void A_commit_past_the_daemon_is_told_with_its_author_and_with_what_that_does_not_say()
    {
        var commit = new GitOpsCommit(CommitId.Parse(new string('7', 40)), "Jane", Story.Noon, "hotfix");

        var found = Found(Innocent with { Changes = [new(commit, "apps/a.yaml", 12, "v0.7.3", "v0.7.4"), new(commit, "apps/b.yaml", 9, "v0.7.3", "v0.7.4")] }).ShouldHaveSingleItem();

        found.ShouldBe((Severity.Warning, "manual_deployment", "apps/a.yaml:12 went from v0.7.3 to v0.7.4, by no deployment of ours"), Told);
        (found.By!.Author, found.By.Commit, found.By.NotKnown).ShouldBe(("Jane", commit.Id, "who pushed it: anybody can write any author into a commit"));
    }

    [Fact]
    public void Who_concluded_without_Monitoring_deployed_and_forgot()
    {
        Found(Innocent with { Live = Innocent.Live with { ExitChecklist = Exit(ItemStatus.Attested) } }).ShouldBeEmpty();

        var found = Found(Innocent with { Live = Innocent.Live with { ExitChecklist = Exit(ItemStatus.Waived) } }).ShouldHaveSingleItem();
        found.ShouldBe((Severity.Warning, "forgotten_deployment", "0.7.3 was concluded, and Monitoring has not acknowledged it (that was waived: looked)"), Told);
        found.By!.Author.ShouldBe("rl");
    }

    [Theory]
    [InlineData(Phase.Active, 23, false)]
    [InlineData(Phase.Active, 25, true)]
    [InlineData(Phase.Paused, 167, false)]
    [InlineData(Phase.Paused, 169, true)]
    [InlineData(Phase.Pending, 1000, false)]
    public void A_deployment_that_stands_still_too_long_is_forgotten(Phase phase, int hours, bool isFound)
    {
        var state = new Deployment { Id = Story.Id, DivisionId = Story.Division, Version = Story.Version, Phase = phase, Since = Story.Noon, ChangedAt = Story.Noon };

        new ForgottenDeployment().In(new UnfinishedDeployment(state, new(), Story.Noon.AddHours(hours))).Any().ShouldBe(isFound);
    }

    private static ReleaseHistory Innocent { get; } = new()
    {
        Live = (DeploymentConcluded)Story.Concluded.For(Shipped("d1", Story.Noon), Story.Noon),
        Deployment = Shipped("d1", Story.Noon),
        Division = new() { Id = Story.Division, CodeRepository = "https://git.example.org/code.git", Image = Image, GitOpsPath = "apps" },
        Environment = new() { Name = Story.Environment, GitOpsRepository = "https://git.example.org/gitops.git", Reconciler = new Reconciler.Direct() },
        Tag = new() { First = Story.Digest },
        Registry = Pushed(Origin) with { WayBack = new(Story.Older, IsInRegistry: true) },
        Code = Papers(),
    };

    private static ImageOrigin Origin => new(Story.Commit.ToString(), "0.7.3", null);

    private static RegistryFacts Pushed(ImageOrigin origin) => new(new(Story.Digest, [new("linux/amd64", Story.Digest) { Origin = origin }]), WayBack: null);

    private static Deployment Shipped(string id, DateTimeOffset at) => new()
    {
        Id = DeploymentId.Parse(id),
        DivisionId = Story.Division,
        Environment = Story.Environment,
        Version = Story.Version,
        InitiatedAt = at,
        Release = (ReleaseVerified)Story.Road[0],
        Image = (ImageVerified)Story.Road[1],
    };

    private static Deployment Again(DateTimeOffset at, Digest? image = null, CommitId? commit = null)
    {
        var other = Shipped("d2", at);
        return other with
        {
            Image = other.Image! with { Digest = image ?? Story.Digest },
            Release = other.Release! with { Commit = commit ?? Story.Commit },
        };
    }

    private static CodeFacts Papers(params (string Item, string Evidence)[] wrong) => new()
    {
        CommittedAt = new(2026, 2, 28, 18, 0, 0, TimeSpan.Zero),
        Report = new()
        {
            Tag = "v0.7.3",
            Version = "0.7.3",
            Component = "",
            Commit = Story.Commit,
            TaggedAt = Story.Noon,
            IsAnnotated = true,
            Changes = new(1, 1, Jump.Patch, Jump.Patch),
            Findings = [.. wrong.Select(w => new Lifecycle.Releases.Finding(w.Item, Verdict.Unsatisfied, w.Evidence))],
            Files = [],
        },
    };

    private static List<ChecklistItem> Exit(ItemStatus status) =>
        [new() { Item = ExitChecklist.MonitoringReady, Text = "", Status = status, Evidence = "looked", By = Story.Person, At = Story.Noon }];

    private static List<Finding> Found(ReleaseHistory release) => [.. AntiPatternRules.All.OfType<IShowInHistory>().SelectMany(r => r.In(release))];

    private static (Severity, string, string) Told(Finding finding) => (finding.Severity, finding.Rule, finding.Seen);
}

internal static class Comparing
{
    public static void ShouldBe<T>(this Finding found, T wanted, Func<Finding, T> told) => told(found).ShouldBe(wanted);
}
