using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Rollouts;

namespace HecateDaemon.Lifecycle.Tests.Architecture;

/// <summary>Of several daemons one acts for an environment, whatever it is that acts.</summary>
public sealed class LeadershipTests
{
    /// <summary>The ports by which the world is changed, and what is nothing but a way to them.</summary>
    private static readonly Type[] Acting =
        [typeof(ICommitManifests), typeof(ManifestBump), typeof(ITakeSteps), typeof(IReconcile), typeof(Reconcilers), typeof(IReplacePods), typeof(ISendNotices)];

    private static readonly Type[] All = [.. typeof(LeaderGuard).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false })];

    [Fact]
    public void Whatever_can_act_is_an_effect_of_the_road_or_asks_the_guard() => All
        .Where(t => Needs(t).Any(Acting.Contains) && !Acting.Any(a => a.IsAssignableFrom(t)))
        .Where(t => !t.IsAssignableTo(typeof(IEffect)) && !Needs(t).Contains(typeof(LeaderGuard)))
        .ShouldBeEmpty();

    [Fact]
    public void Effects_are_run_by_the_road_alone_and_that_asks_the_guard()
    {
        var road = All.Where(t => Needs(t).Contains(typeof(IEffect))).ShouldHaveSingleItem();

        road.ShouldBe(typeof(DeploymentRoad));
        Needs(road).ShouldContain(typeof(LeaderGuard));
    }

    [Fact]
    public void Every_loop_over_environments_asks_the_guard() =>
        All.Where(t => t.IsAssignableTo(typeof(ILoopRound)) && !Needs(t).Contains(typeof(LeaderGuard))).ShouldBeEmpty();

    /// <summary>What its constructors take, one or several of a kind.</summary>
    private static IEnumerable<Type> Needs(Type type) =>
        from constructor in type.GetConstructors()
        from parameter in constructor.GetParameters()
        let needed = parameter.ParameterType
        select needed.IsGenericType && needed.GetGenericTypeDefinition() == typeof(IEnumerable<>) ? needed.GetGenericArguments()[0] : needed;
}
