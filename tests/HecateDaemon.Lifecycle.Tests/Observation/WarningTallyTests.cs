using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Observation;
using static HecateDaemon.Lifecycle.Tests.Observation.Seen;

namespace HecateDaemon.Lifecycle.Tests.Observation;

public sealed class WarningTallyTests
{
    [Fact]
    public void What_there_was_at_the_first_look_is_older_than_the_window() =>
        Warnings(Look(0).Warned(Warning("w", 7, -90, -2)), Look(5).Warned(Warning("w", 7, -90, -2))).ShouldBeEmpty();

    [Fact]
    public void One_that_is_repeated_counts_once_more_each_time() =>
        Warnings(Look(0).Warned(Warning("w", 7, -90, -2)), Look(5).Warned(Warning("w", 8, -90, 3)), Look(10).Warned(Warning("w", 9, -90, 8))).Single().Count.ShouldBe(2);

    [Fact]
    public void One_that_is_new_counts_as_often_as_it_came() =>
        Warnings(Look(0), Look(5).Warned(Warning("w", 3, 1, 4)), Look(10).Warned(Warning("w", 3, 1, 4))).Single().Count.ShouldBe(3);

    [Fact]
    public void One_of_the_same_second_as_the_latest_known_is_not_lost() =>
        Warnings(Look(0), Look(5).Warned(Warning("a", 1, 4, 4)), Look(6).Warned(Warning("a", 1, 4, 4), Warning("b", 1, 4, 4))).Single().Count.ShouldBe(2);

    [Fact]
    public void What_the_cluster_has_forgotten_stays_counted() =>
        Warnings(Look(0), Look(5).Warned(Warning("w", 3, 1, 4)), Look(10)).Single().Count.ShouldBe(3);

    [Fact]
    public void Reasons_are_counted_apart_the_most_frequent_first() =>
        Warnings(Look(0), Look(5).Warned(Warning("a", 1, 1, 1, "BackOff"), Warning("b", 2, 1, 2), Warning("c", 2, 1, 3)))
            .Select(w => (w.Reason, w.Count)).ShouldBe([("Unhealthy", 4), ("BackOff", 1)]);

    [Fact]
    public void Looks_at_which_they_were_not_to_be_seen_count_nothing_and_lose_nothing()
    {
        Warnings(Look(0), Look(5) with { Warnings = null }, Look(10).Warned(Warning("w", 2, 3, 4))).Single().Count.ShouldBe(2);
        After(Look(0) with { Warnings = null }).Figures.Warnings.ShouldBeNull();
    }

    private static IReadOnlyList<WarningFigure> Warnings(params ObservationSample[] samples) => After(samples).Figures.Warnings!;
}
