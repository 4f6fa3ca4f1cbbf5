using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Lifecycle.Tests.Deployments.Story;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

public sealed class LiveReleasesTests
{
    private readonly LiveReleases live = new();

    [Fact]
    public void What_was_shipped_last_should_be_running()
    {
        Happen(Completed);

        live.All.Single().Version.ShouldBe(Story.Version);
    }

    [Fact]
    public void A_deployment_that_has_touched_nothing_yet_hides_nothing()
    {
        Happen([.. Completed, .. Paused, .. Active, .. Road.Take(3)]);

        live.All.Count.ShouldBe(1);
    }

    [Fact]
    public void From_the_bump_to_the_conclusion_the_deployments_own_road_looks_after_it()
    {
        Happen([.. Completed, .. Active, .. Road.Take(4), Failed, Shelved]);
        live.All.ShouldBeEmpty();

        Happen([Resumed, Concluded]);
        live.All.Count.ShouldBe(1);
    }

    [Fact]
    public void A_bad_release_is_not_live_and_the_rollback_that_ends_it_is()
    {
        Happen([.. Active, .. Road.Take(4), BackToOlder, Concluded with { Outcome = Outcome.RolledBack }]);
        live.All.ShouldBeEmpty();

        Happen(Completed);
        live.All.Count.ShouldBe(1);
    }

    [Fact]
    public void One_that_is_built_anew_begins_empty_and_takes_over_what_it_came_to()
    {
        Happen(Completed);
        var anew = (LiveReleases)live.Anew();
        anew.All.ShouldBeEmpty();

        live.Become(anew);

        live.All.ShouldBeEmpty();
    }

    private void Happen(params IEnumerable<DeploymentEvent> happened)
    {
        foreach (var e in happened)
        {
            var stored = new StoredEvent(0, "deployment-d1", 0, Guid.Empty, "x", default, default, Noon);
            live.Apply(stored, e.For(Scenario.After(Pending), Noon));
        }
    }
}
