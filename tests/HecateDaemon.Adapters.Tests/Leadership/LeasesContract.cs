using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Leadership;

/// <summary>What every keeper of leases promises.</summary>
public abstract class LeasesContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private IKeepLeases one = null!;
    private IKeepLeases two = null!;

    protected CancellationToken Ct { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    protected virtual TargetEnvironment Production { get; } = Environment("production");

    public async Task InitializeAsync() => (one, two) = await NewLeasesAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Two daemons' ways to the same, empty keeper.</summary>
    protected abstract Task<(IKeepLeases One, IKeepLeases Two)> NewLeasesAsync();

    protected static TargetEnvironment Environment(string name) =>
        new() { Name = EnvironmentName.Parse(name), GitOpsRepository = "git", Reconciler = new Reconciler.Direct() };

    [Fact]
    public async Task A_lease_that_nobody_ever_had_has_no_record()
    {
        (await one.ReadAsync(Production, Ct)).Record.ShouldBeNull();
    }

    [Fact]
    public async Task What_one_writes_the_other_reads_to_the_millisecond()
    {
        var empty = await one.ReadAsync(Production, Ct);

        var version = await one.TryWriteAsync(Production, Of("one"), empty.Version, Ct);

        version.ShouldNotBeNull();
        (await two.ReadAsync(Production, Ct)).ShouldBe(new(Of("one"), version));
        (await one.ReadAsync(Production, Ct)).Version.ShouldBe(version);
    }

    [Fact]
    public async Task Of_two_who_would_have_the_first_lease_one_gets_it()
    {
        var empty = await one.ReadAsync(Production, Ct);

        var written = await Task.WhenAll(
            one.TryWriteAsync(Production, Of("one"), empty.Version, Ct), two.TryWriteAsync(Production, Of("two"), empty.Version, Ct));

        written.Count(v => v is not null).ShouldBe(1);
        (await one.ReadAsync(Production, Ct)).Record!.Holder.ShouldBe(written[0] is null ? "two" : "one");
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_at_the_same_moment_one_has_its_way_every_time()
    {
        var version = (await one.TryWriteAsync(Production, Of("one"), (await one.ReadAsync(Production, Ct)).Version, Ct))!;
        for (var i = 1; i <= 10; i++)
        {
            var written = await Task.WhenAll(
                one.TryWriteAsync(Production, Of("one", i), version, Ct), two.TryWriteAsync(Production, Of("two", i), version, Ct));
            version = written.Single(v => v is not null)!;
            (await two.ReadAsync(Production, Ct)).ShouldBe(new(Of(written[0] is null ? "two" : "one", i), version));
        }
    }

    [Fact]
    public async Task A_change_of_a_former_version_is_not_taken_though_it_says_what_was_said_then()
    {
        var empty = await one.ReadAsync(Production, Ct);
        var first = (await one.TryWriteAsync(Production, Of("one"), empty.Version, Ct))!;
        await two.TryWriteAsync(Production, Of("two"), first, Ct);

        (await one.TryWriteAsync(Production, Of("one", 1), first, Ct)).ShouldBeNull();
        (await one.TryWriteAsync(Production, Of("one", 2), empty.Version, Ct)).ShouldBeNull();
        (await one.ReadAsync(Production, Ct)).Record!.Holder.ShouldBe("two");
    }

    [Fact]
    public async Task A_released_lease_has_no_holder()
    {
        var version = (await one.TryWriteAsync(Production, Of("one"), (await one.ReadAsync(Production, Ct)).Version, Ct))!;

        await one.TryWriteAsync(Production, Of("") with { DurationSeconds = 1 }, version, Ct);

        (await two.ReadAsync(Production, Ct)).Record!.Holder.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_environment_has_a_lease_of_its_own()
    {
        await one.TryWriteAsync(Production, Of("one"), (await one.ReadAsync(Production, Ct)).Version, Ct);

        (await one.ReadAsync(Production with { Name = EnvironmentName.Parse("staging-") }, Ct)).Record.ShouldBeNull();
    }

    [Fact]
    public async Task Given_up_is_given_up()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => one.ReadAsync(Production, new CancellationToken(canceled: true)));
    }

    private static LeaseRecord Of(string holder, int renewals = 0) => new()
    {
        Holder = holder,
        DurationSeconds = 30,
        AcquiredAt = Noon,
        RenewedAt = Noon.AddMilliseconds(1234 + renewals),
        Transitions = 2,
    };
}
