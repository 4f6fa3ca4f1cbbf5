using System.Collections.Immutable;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Tests.Deployments;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class FindingDeciderTests
{
    private static readonly ImmutableDictionary<string, Finding> Nothing = ImmutableDictionary<string, Finding>.Empty;

    [Fact]
    public void A_finding_is_news_when_it_appears_when_it_changes_and_not_in_between()
    {
        var known = Fold(Nothing, Look(At("1.0.0")), "AntiPatternFound");
        known = Fold(known, Look(At("1.0.0")));
        known = Fold(known, Look(At("1.1.0")), "AntiPatternChanged");
        known = Fold(known, Look(At("1.1.0") with { Severity = Severity.Warning }), "AntiPatternChanged");
        Fold(known, Look(At("1.1.0") with { Severity = Severity.Warning }));
    }

    [Fact]
    public void The_same_finding_twice_in_one_look_is_one() =>
        Fold(Nothing, Look(At("1.0.0"), At("1.0.0")), "AntiPatternFound");

    [Fact]
    public void Findings_of_one_rule_at_one_place_are_told_apart_by_their_facets() =>
        Fold(Nothing, Look(At("1.0.0"), At("1.0.0") with { Facet = "pods" }), "AntiPatternFound", "AntiPatternFound");

    [Fact]
    public void What_is_gone_is_cleared_once_with_what_it_was()
    {
        var known = Fold(Nothing, Look(At("1.0.0")), "AntiPatternFound");

        FindingDecider.Decide(known, Look()).ShouldHaveSingleItem().ShouldBeOfType<AntiPatternCleared>().Finding.ShouldBe(At("1.0.0"));
        Fold(Fold(known, Look(), "AntiPatternCleared"), Look());
    }

    [Fact]
    public void What_a_look_cannot_tell_stays_as_it_was() =>
        Fold(Fold(Nothing, Look(At("1.0.0")), "AntiPatternFound"), Look() with { CanTell = _ => false });

    private static ImmutableDictionary<string, Finding> Fold(ImmutableDictionary<string, Finding> known, FindingLook look, params string[] news)
    {
        var events = FindingDecider.Decide(known, look);
        events.Select(e => e.GetType().Name).ShouldBe(news);
        return events.Aggregate(known, FindingDecider.Evolve);
    }

    private static FindingLook Look(params Finding[] seen) => new(Story.Environment, DateTimeOffset.UnixEpoch, seen, _ => true);

    private static Finding At(string tag) =>
        new("set_image", Severity.Error, $"app:{tag} runs", new FindingPlace.InCluster("Deployment", "shop", "app", "app"));
}
