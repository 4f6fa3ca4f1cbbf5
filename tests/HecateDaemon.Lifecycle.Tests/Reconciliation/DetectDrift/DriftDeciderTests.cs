using System.Collections.Immutable;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Reconciliation;

public sealed class DriftDeciderTests
{
    private static readonly ImmutableDictionary<string, Drift> Nothing = ImmutableDictionary<string, Drift>.Empty;

    [Fact]
    public void A_difference_is_news_when_it_appears_and_when_it_changes_and_not_in_between()
    {
        var known = Fold(Nothing, Look(Image("1.0.0")), "DriftDetected");
        known = Fold(known, Look(Image("1.0.0")));
        known = Fold(known, Look(Image("1.1.0")), "DriftDetected");
        Fold(known, Look(Image("1.1.0")));
    }

    [Fact]
    public void A_difference_that_is_gone_is_cleared_once_with_what_it_was()
    {
        var known = Fold(Nothing, Look(Image("1.0.0")), "DriftDetected");

        DriftDecider.Decide(known, Look()).ShouldHaveSingleItem().ShouldBeOfType<DriftCleared>().Drift.ShouldBe(Image("1.0.0"));
        Fold(Fold(known, Look(), "DriftCleared"), Look());
    }

    [Fact]
    public void What_a_look_cannot_tell_stays_as_it_was() =>
        Fold(Fold(Nothing, Look(Image("1.0.0")), "DriftDetected"), Look() with { CanTell = _ => false });

    private static ImmutableDictionary<string, Drift> Fold(ImmutableDictionary<string, Drift> known, DriftLook look, params string[] news)
    {
        var events = DriftDecider.Decide(known, look);
        events.Select(e => e.GetType().Name).ShouldBe(news);
        return events.Aggregate(known, DriftDecider.Evolve);
    }

    private static DriftLook Look(params Drift[] seen) =>
        new(Story.Environment, CommitId.Parse(new string('a', 40)), DateTimeOffset.UnixEpoch, seen, _ => true);

    private static Drift Image(string tag) => new()
    {
        Kind = DriftKind.Changed,
        Workload = new("apps/v1", "Deployment", "shop", "app"),
        Container = "app",
        Aspect = DriftAspect.Image,
        Wanted = "app:2.0.0",
        Live = $"app:{tag}",
    };
}
