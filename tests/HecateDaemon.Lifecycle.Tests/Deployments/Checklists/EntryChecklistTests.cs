using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using static HecateDaemon.Lifecycle.Tests.Deployments.Scenario;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class EntryChecklistTests
{
    private const string Item = EntryChecklist.CiGreen;
    private static readonly ChecklistPolicy Anybody = new();

    [Fact]
    public void It_has_the_nine_items_of_the_seed_in_its_words() => EntryChecklist.Items.Select(i => i.Value).ShouldBe(
    [
        "Debugging concluded -- tests pass, quality verified",
        "Version number assigned (semver)",
        "CHANGELOG updated",
        "Release notes written",
        "Breaking changes documented",
        "Rollback plan documented",
        "CI/CD pipeline green",
        "STAGING verified (if applicable)",
        "Team notified",
    ]);

    [Theory]
    [InlineData(ItemStatus.Satisfied, false, false, ItemStatus.Satisfied)]
    [InlineData(ItemStatus.Satisfied, true, true, ItemStatus.Satisfied)]
    [InlineData(ItemStatus.CannotTell, false, false, ItemStatus.CannotTell)]
    [InlineData(ItemStatus.CannotTell, true, false, ItemStatus.Attested)]
    [InlineData(ItemStatus.CannotTell, false, true, ItemStatus.Waived)]
    [InlineData(ItemStatus.CannotTell, true, true, ItemStatus.Waived)]
    [InlineData(ItemStatus.Unsatisfied, false, false, ItemStatus.Unsatisfied)]
    [InlineData(ItemStatus.Unsatisfied, true, false, ItemStatus.Unsatisfied)]
    [InlineData(ItemStatus.Unsatisfied, false, true, ItemStatus.Waived)]
    public void What_was_seen_weighs_more_than_a_word_and_a_waiver_more_than_both(
        ItemStatus seen, bool attested, bool waived, ItemStatus expected)
    {
        DeploymentEvent[] words = [.. Pending, .. attested ? [Attested(Item)] : Array.Empty<DeploymentEvent>(), .. waived ? [Waived(Item)] : Array.Empty<DeploymentEvent>()];

        var item = EntryChecklist.Of(After(words), Proofs(new Proof(seen, "looked")), Anybody).Single(i => i.Item == Item);

        item.Status.ShouldBe(expected);
        item.Holds.ShouldBe(expected is ItemStatus.Satisfied or ItemStatus.Attested or ItemStatus.Waived);
        (item.Evidence, item.By).ShouldBe(expected switch
        {
            ItemStatus.Attested => ("seen", Person),
            ItemStatus.Waived => ("not today", Person),
            _ => ("looked", null),
        });
        (item.At is not null).ShouldBe(item.By is not null);
    }

    [Fact]
    public void An_item_that_nothing_looks_at_is_for_a_person() =>
        EntryChecklist.Of(After(Pending), new Dictionary<string, Proof>(), Anybody).ShouldAllBe(i => i.Status == ItemStatus.CannotTell);

    [Fact]
    public void Opening_refuses_and_lists_what_is_missing_and_how_to_mend_it()
    {
        var one = Checklist(ItemStatus.Satisfied).Select(i => i.Item switch
        {
            EntryChecklist.CiGreen => i with { Status = ItemStatus.Unsatisfied, Evidence = "the run is red", Remedy = "mend that, or waive it with a reason" },
            EntryChecklist.TeamNotified => i with { Status = ItemStatus.CannotTell, Evidence = "a person attests it", Remedy = "attest it" },
            _ => i,
        });

        var refusal = Given(Pending).When(Open() with { EntryChecklist = [.. one] }).ThenRefused("deployment_entry_checklist_unsatisfied");

        refusal.Reason.ShouldBe("2 of 9 entry items are missing");
        refusal.Missing.ShouldBe(
        [
            "ci_green: CI/CD pipeline green (the run is red); mend that, or waive it with a reason",
            "team_notified: Team notified (a person attests it); attest it",
        ]);
    }

    [Theory]
    [InlineData(ItemStatus.Satisfied)]
    [InlineData(ItemStatus.Attested)]
    [InlineData(ItemStatus.Waived)]
    public void What_holds_opens(ItemStatus status) =>
        Given(Pending).When(Open(status)).Then(Opened with { EntryChecklist = Checklist(status) });

    [Fact]
    public void A_rollback_needs_no_new_proof_of_what_was_shipped_before()
    {
        var rollback = Initiated with { RollbackOf = new(RollbackId, Older, "it loses data") };

        EntryChecklist.Of(After(rollback), new Dictionary<string, Proof>(), Anybody)
            .ShouldAllBe(i => i.Status == ItemStatus.Satisfied && i.Evidence.Contains("it loses data"));
    }

    [Fact]
    public void A_word_and_a_waiver_name_who_gave_them()
    {
        Given(Pending).When(Attest(Item)).Then(Attested(Item));
        Given(Pending).When(Waive(Item)).Then(Waived(Item));
    }

    [Fact]
    public void Somebody_elses_word_is_another_word()
    {
        var asked = Asked with { By = SomebodyElse };

        Given([.. Pending, Attested(Item)]).When(Attest(Item) with { Issued = asked }).Then(Attested(Item) with { By = SomebodyElse });
        Given([.. Pending, Waived(Item)]).When(Waive(Item) with { Issued = asked }).Then(Waived(Item) with { By = SomebodyElse });
    }

    [Fact]
    public void An_unknown_item_is_refused_and_the_known_ones_are_named()
    {
        Given(Pending).When(Attest("everything_fine")).ThenRefused("checklist_unknown_item").Reason.ShouldContain("team_notified");
        Given(Pending).When(Waive("everything_fine")).ThenRefused("checklist_unknown_item").Reason.ShouldContain("users_unaffected");
    }

    [Theory]
    [InlineData(1000u, 1000u, true)]
    [InlineData(7u, 1000u, true)]
    [InlineData(1000u, 7u, true)]
    [InlineData(7u, 7u, false)]
    public void An_environment_may_say_who_waives(uint uid, uint gid, bool may)
    {
        var policy = new ChecklistPolicy { WaiverUids = [uid], WaiverGids = [gid] };
        var scenario = Given(Pending).When(Waive(Item) with { Policy = policy });
        if (may)
        {
            scenario.Then(Waived(Item));
        }
        else
        {
            scenario.ThenRefused("checklist_waiver_forbidden").Reason.ShouldBe("rl may not waive anything in this environment: uid 7 and gid 7 may");
        }

        // What was waived before the environment said so is asked about again.
        EntryChecklist.Of(After([.. Pending, Waived(Item)]), Proofs(Proof.Unsatisfied("red")), policy).Single(i => i.Item == Item)
            .Status.ShouldBe(may ? ItemStatus.Waived : ItemStatus.Unsatisfied);
    }

    [Theory]
    [InlineData(7u, 7u, 27u)]
    [InlineData(1000u, 27u, null)]
    public void Whoever_is_in_a_group_may_waive_what_the_group_may(uint uid, uint gid, uint? asGid)
    {
        var policy = new ChecklistPolicy { WaiverUids = [uid], WaiverGids = [gid, 27] };
        var waived = Waived(Item) with { AsGid = asGid };

        Given(Pending).When(Waive(Item) with { Policy = policy, Groups = [4, 27] }).Then(waived);
        Given(Pending).When(Waive(Item) with { Policy = policy with { WaiverUids = [7], WaiverGids = [7] }, Groups = [4, 27] }).ThenRefused("checklist_waiver_forbidden");
        EntryChecklist.Of(After([.. Pending, waived]), Proofs(Proof.Unsatisfied("red")), policy).Single(i => i.Item == Item).Status.ShouldBe(ItemStatus.Waived);
    }

    [Theory]
    [InlineData(EntryChecklist.CiGreen)]
    [InlineData(ChecklistPolicy.Every)]
    public void An_item_that_is_never_waived_must_be_mended(string never)
    {
        var policy = new ChecklistPolicy { NeverWaived = [never] };

        Given(Pending).When(Waive(Item) with { Policy = policy }).ThenRefused("checklist_waiver_forbidden").Reason.ShouldBe("nobody may waive ci_green in this environment");
        EntryChecklist.Of(After(Pending), Proofs(Proof.Unsatisfied("red")), policy).Single(i => i.Item == Item).Remedy.ShouldBe("mend that");
    }

    [Fact]
    public void An_item_that_is_not_required_is_looked_at_and_opens_all_the_same()
    {
        var policy = new ChecklistPolicy { NotRequired = [Item] };

        var item = EntryChecklist.Of(After(Pending), Proofs(Proof.Unsatisfied("red")), policy).Single(i => i.Item == Item);

        (item.Status, item.NotRequired, item.Holds).ShouldBe((ItemStatus.Unsatisfied, true, true));
        EntryChecklist.Of(After(Pending), Proofs(Proof.Unsatisfied("red")), policy).Count(i => i.NotRequired).ShouldBe(1);
    }

    private static Dictionary<string, Proof> Proofs(Proof proof) => new() { [Item] = proof };
}
