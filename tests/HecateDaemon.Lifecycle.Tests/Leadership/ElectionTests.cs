using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Leadership;

public sealed class ElectionTests
{
    private static readonly LeaseTimes Times = new(TimeSpan.FromSeconds(30));
    private static readonly TargetEnvironment Production =
        new() { Name = Values.EnvironmentName.Parse("production"), GitOpsRepository = "git", Reconciler = new Reconciler.Direct() };

    private readonly Keeper keeper = new();
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => CancellationToken.None;

    [Fact]
    public async Task Who_comes_first_acts_and_the_other_observes()
    {
        var (one, two) = (Of("one"), Of("two"));

        (await one.RoundAsync(Ct)).ShouldBeTrue();
        (await two.RoundAsync(Ct)).ShouldBeFalse();

        one.Term.ShouldNotBeNull();
        two.Term.ShouldBeNull();
        two.Seen!.Holder.ShouldBe("one");
        one.Seen!.Transitions.ShouldBe(0);
    }

    [Fact]
    public async Task A_holder_that_cannot_renew_stops_before_anybody_else_may_begin()
    {
        var (one, two) = (Of("one"), Of("two"));
        await one.RoundAsync(Ct);
        var term = one.Term!;
        await two.RoundAsync(Ct);
        keeper.FailsFor = "one";

        for (var passed = TimeSpan.Zero; two.Term is null; passed += Times.BetweenLooks)
        {
            clock.Advance(Times.BetweenLooks);
            await one.RoundAsync(Ct);
            await two.RoundAsync(Ct);
            (term.Ended.IsCancellationRequested || two.Term is null).ShouldBeTrue();
            term.Ended.IsCancellationRequested.ShouldBe(passed + Times.BetweenLooks >= Times.Validity);
            passed.ShouldBeLessThan(Times.Duration * 2);
        }

        one.Trouble.ShouldBe("the keeper is away");
        two.Seen!.Transitions.ShouldBe(1);
    }

    [Fact]
    public async Task The_term_counts_from_before_the_renewal_was_sent()
    {
        var one = Of("one");
        await one.RoundAsync(Ct);
        var term = one.Term!;
        clock.Advance(Times.BetweenRenewals);

        keeper.BeforeAnswer = () => clock.Advance(Times.Attempt - TimeSpan.FromSeconds(1));
        (await one.RoundAsync(Ct)).ShouldBeTrue();

        keeper.BeforeAnswer = () => { };
        clock.Advance(Times.Validity - Times.Attempt + TimeSpan.FromSeconds(1));
        term.Ended.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_goes_on_being_renewed_is_never_taken_though_the_clocks_of_the_machines_differ_by_years()
    {
        var fast = new FakeTimeProvider(clock.GetUtcNow().AddYears(7));
        var (one, two) = (Of("one"), Of("two", fast));

        for (var i = 0; i < 20; i++)
        {
            await one.RoundAsync(Ct);
            await two.RoundAsync(Ct);
            clock.Advance(Times.BetweenRenewals);
            fast.Advance(Times.BetweenRenewals);
        }

        two.Term.ShouldBeNull();
        one.Seen!.Transitions.ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_just_come_waits_a_whole_duration_however_old_the_lease_says_it_is()
    {
        await Of("one").RoundAsync(Ct);
        clock.Advance(TimeSpan.FromDays(1));
        var two = Of("two");

        (await two.RoundAsync(Ct)).ShouldBeFalse();
        clock.Advance(Times.Duration);
        (await two.RoundAsync(Ct)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await two.RoundAsync(Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_daemon_takes_up_its_own_lease_at_once_after_a_crash()
    {
        await Of("one").RoundAsync(Ct);

        (await Of("one").RoundAsync(Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_was_taken_away_ends_the_term_at_the_next_look()
    {
        var one = Of("one");
        await one.RoundAsync(Ct);
        var term = one.Term!;
        var entry = await keeper.ReadAsync(Production, Ct);
        await keeper.TryWriteAsync(Production, entry.Record! with { Holder = "two" }, entry.Version, Ct);

        (await one.RoundAsync(Ct)).ShouldBeFalse();

        term.Ended.IsCancellationRequested.ShouldBeTrue();
        one.Term.ShouldBeNull();
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_is_known_by_its_holder()
    {
        var (one, two) = (Of("one"), Of("two"));
        await one.RoundAsync(Ct);
        var term = one.Term!;
        keeper.LosesAnswers = true;
        (await one.RoundAsync(Ct)).ShouldBeFalse();
        keeper.LosesAnswers = false;

        (await one.RoundAsync(Ct)).ShouldBeFalse("the version was another one");
        (await one.RoundAsync(Ct)).ShouldBeTrue();

        term.Ended.IsCancellationRequested.ShouldBeFalse();
        (await two.RoundAsync(Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_stops_lets_the_other_begin_at_once()
    {
        var (one, two) = (Of("one"), Of("two"));
        using var stopping = new CancellationTokenSource();
        var running = one.RunAsync(stopping.Token);
        await one.UntilTakenAsync(Ct);
        var term = one.Term!;
        (await two.RoundAsync(Ct)).ShouldBeFalse();

        await stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);

        term.Ended.IsCancellationRequested.ShouldBeTrue();
        (await two.RoundAsync(Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_keeper_that_never_answers_ends_the_attempt_and_in_time_the_term()
    {
        var one = Of("one");
        await one.RoundAsync(Ct);
        var term = one.Term!;
        keeper.IsSilent = true;

        var attempt = one.RoundAsync(Ct);
        clock.Advance(Times.Attempt);
        (await attempt).ShouldBeFalse();
        one.Trouble.ShouldBe("there was no answer in time");
        one.Term.ShouldNotBeNull();

        clock.Advance(Times.Validity - Times.Attempt);
        term.Ended.IsCancellationRequested.ShouldBeTrue();
    }

    private Election Of(string name, TimeProvider? with = null) =>
        new(Production, new Door(keeper, name), new(name), Times, with ?? clock, NullLogger<Election>.Instance);

    /// <summary>Keeps leases, and can be made to fail.</summary>
    private sealed class Keeper
    {
        private readonly InMemoryLeases leases = new();

        public string? FailsFor { get; set; }

        public bool LosesAnswers { get; set; }

        public bool IsSilent { get; set; }

        public Action BeforeAnswer { get; set; } = () => { };

        public Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct) => leases.ReadAsync(environment, ct);

        public Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct) =>
            leases.TryWriteAsync(environment, record, version, ct);
    }

    /// <summary>One daemon's way to the keeper.</summary>
    private sealed class Door(Keeper keeper, string name) : IKeepLeases
    {
        public LeaderElection Kind => LeaderElection.EventLog;

        public async Task<LeaseEntry> ReadAsync(TargetEnvironment environment, CancellationToken ct)
        {
            await PassAsync(ct);
            return await keeper.ReadAsync(environment, ct);
        }

        public async Task<string?> TryWriteAsync(TargetEnvironment environment, LeaseRecord record, string version, CancellationToken ct)
        {
            await PassAsync(ct);
            var written = await keeper.TryWriteAsync(environment, record, version, ct);
            return keeper.LosesAnswers ? throw new OutsideWorldException("the connection was lost") : written;
        }

        private async Task PassAsync(CancellationToken ct)
        {
            if (keeper.IsSilent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }

            keeper.BeforeAnswer();
            if (keeper.FailsFor == name)
            {
                throw new OutsideWorldException("the keeper is away");
            }
        }
    }
}
