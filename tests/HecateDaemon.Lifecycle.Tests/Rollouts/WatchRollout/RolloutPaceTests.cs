using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Rollouts;

public sealed class RolloutPaceTests
{
    private static readonly DeploymentId Id = DeploymentId.Parse("d1");
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider clock = new();
    private readonly RolloutPace pace;

    public RolloutPaceTests() => pace = new(clock);

    [Fact]
    public void A_complete_rollout_must_stay_so_for_a_while()
    {
        pace.Remaining(Id, restarts: 0, Settle).ShouldBe(Settle);
        clock.Advance(TimeSpan.FromSeconds(7));
        pace.Remaining(Id, restarts: 0, Settle).ShouldBe(TimeSpan.FromSeconds(3));
        clock.Advance(TimeSpan.FromSeconds(3));
        pace.Remaining(Id, restarts: 0, Settle).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_restart_or_a_look_that_found_it_broken_begins_it_anew()
    {
        pace.Remaining(Id, restarts: 0, Settle);
        clock.Advance(Settle);
        pace.Remaining(Id, restarts: 1, Settle).ShouldBe(Settle);
        clock.Advance(Settle);
        pace.Broken(Id);
        pace.Remaining(Id, restarts: 1, Settle).ShouldBe(Settle);
    }

    [Fact]
    public void News_that_come_fast_are_told_together()
    {
        pace.Tell(Id, "1 of 9").ShouldBe("1 of 9");
        clock.Advance(TimeSpan.FromSeconds(4));
        pace.Tell(Id, "5 of 9").ShouldBe("1 of 9");
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.Tell(Id, "6 of 9").ShouldBe("6 of 9");
    }
}
