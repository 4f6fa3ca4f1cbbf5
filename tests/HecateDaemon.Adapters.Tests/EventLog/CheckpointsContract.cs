using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>What every keeper of checkpoints promises.</summary>
public abstract class CheckpointsContract : IAsyncLifetime
{
    private ICheckpoints checkpoints = null!;

    protected CancellationToken Ct { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public async Task InitializeAsync() => checkpoints = await NewCheckpointsAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected abstract Task<ICheckpoints> NewCheckpointsAsync();

    [Fact]
    public async Task A_reader_that_saved_nothing_is_before_the_first_event()
    {
        (await checkpoints.LoadAsync("deployments", Ct)).ShouldBe(-1);
    }

    [Fact]
    public async Task Each_reader_finds_its_own_last_position()
    {
        await checkpoints.SaveAsync("deployments", 0, Ct);
        await checkpoints.SaveAsync("deployments", 7, Ct);
        await checkpoints.SaveAsync("policies", 3, Ct);

        (await checkpoints.LoadAsync("deployments", Ct)).ShouldBe(7);
        (await checkpoints.LoadAsync("policies", Ct)).ShouldBe(3);
        (await checkpoints.LoadAsync("Policies", Ct)).ShouldBe(-1);
    }

    [Fact]
    public async Task A_reader_never_goes_back()
    {
        await checkpoints.SaveAsync("deployments", 7, Ct);
        await checkpoints.SaveAsync("deployments", 6, Ct);

        (await checkpoints.LoadAsync("deployments", Ct)).ShouldBe(7);
    }

    [Fact]
    public async Task Saves_at_the_same_time_leave_the_highest()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(
            () => checkpoints.SaveAsync("deployments", n * 37 % 100, Ct))));

        (await checkpoints.LoadAsync("deployments", Ct)).ShouldBe(99);
    }

    [Fact]
    public async Task An_odd_name_of_a_reader_is_refused()
    {
        foreach (var name in (string[])["", "a\nb", new string('x', EventLogLimits.NameLength + 1)])
        {
            await Should.ThrowAsync<ArgumentException>(() => checkpoints.SaveAsync(name, 1, Ct));
            await Should.ThrowAsync<ArgumentException>(() => checkpoints.LoadAsync(name, Ct));
        }
    }

    [Fact]
    public async Task A_cancelled_caller_saves_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => checkpoints.SaveAsync("deployments", 1, new CancellationToken(canceled: true)));

        (await checkpoints.LoadAsync("deployments", Ct)).ShouldBe(-1);
    }
}
