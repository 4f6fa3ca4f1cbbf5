using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Leadership;

public sealed class LeaderGuardTests
{
    private static readonly Values.EnvironmentName Production = Values.EnvironmentName.Parse("production");

    private readonly InMemoryLeases leases = new();
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => CancellationToken.None;

    [Fact]
    public async Task A_daemon_that_is_the_only_one_acts_at_once_and_asks_nobody()
    {
        var guard = Guard("one", LeaderElection.None);

        (await guard.TryActAsync(Production, _ => Task.CompletedTask, Ct)).ShouldBeTrue();

        guard.Elections.ShouldBeEmpty();
        guard.Elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_holder_acts()
    {
        var (one, two) = (Guard("one"), Guard("two"));
        await one.Elections.Single().RoundAsync(Ct);
        await two.Elections.Single().RoundAsync(Ct);

        (await one.TryActAsync(Production, _ => Task.CompletedTask, Ct)).ShouldBeTrue();
        (await two.TryActAsync(Production, _ => throw new InvalidOperationException("it acted"), Ct)).ShouldBeFalse();
        two.Elsewhere.ShouldBe("; not the one that acts for production");
    }

    [Fact]
    public async Task What_is_under_way_is_cut_off_when_the_lease_is_lost_and_done_again_in_the_next_term()
    {
        var guard = Guard("one");
        var election = guard.Elections.Single();
        await election.RoundAsync(Ct);
        var begun = new SemaphoreSlim(0);
        var (times, cutOff) = (0, 0);
        var acting = guard.ActAsync(Production, async ct =>
        {
            begun.Release();
            if (Interlocked.Increment(ref times) is 1)
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                }
                catch (OperationCanceledException e)
                {
                    Interlocked.Increment(ref cutOff);
                    throw new InvalidOperationException("what was cut off says strange things", e);
                }
            }
        }, Ct);
        await begun.WaitAsync();

        clock.Advance(TimeSpan.FromSeconds(20));
        acting.IsCompleted.ShouldBeFalse();
        await election.RoundAsync(Ct);
        await acting.WaitAsync(TimeSpan.FromMinutes(1));

        (times, cutOff).ShouldBe((2, 1));
    }

    [Fact]
    public async Task What_the_work_itself_throws_while_the_lease_is_held_reaches_the_caller()
    {
        var guard = Guard("one");
        await guard.Elections.Single().RoundAsync(Ct);

        await Should.ThrowAsync<InvalidOperationException>(guard.TryActAsync(Production, _ => throw new InvalidOperationException(), Ct));
    }

    private LeaderGuard Guard(string name, LeaderElection leadership = LeaderElection.EventLog) => new(
        new ShippingCatalogue([], [new() { Name = Production, GitOpsRepository = "git", Reconciler = new Reconciler.Direct(), Leadership = leadership }], new(), new()),
        [leases], new DaemonIdentity(name), clock, NullLogger<Election>.Instance);
}
