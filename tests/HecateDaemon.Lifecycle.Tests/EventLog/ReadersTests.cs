using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Deployments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>What reads the log: the policies' runner and the projections'.</summary>
public sealed class ReadersTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly EventCodec Codec = new(DeploymentEventTypes.All);
    private readonly FakeTimeProvider clock = new();
    private readonly InMemoryCheckpoints checkpoints = new();
    private readonly InMemoryEventLog log;
    private int stored;

    public ReadersTests() => log = new(clock);

    [Fact]
    public async Task Policies_see_every_event_in_order_and_go_on_where_they_were()
    {
        await StoreAsync(3);
        var first = new Recorder();
        using (var runner = Policies(first))
        {
            await runner.StartAsync(Ct);
            await StoreAsync(2);
            await UntilAsync(async () => await checkpoints.LoadAsync("policies", Ct) == 4);
            await runner.StopAsync(Ct);
        }

        await StoreAsync(1);
        var second = new Recorder();
        using var next = Policies(second);
        await next.StartAsync(Ct);
        await UntilAsync(() => Task.FromResult(second.Seen.Count == 1));
        await next.StopAsync(Ct);

        first.Seen.ShouldBe([0, 1, 2, 3, 4]);
        second.Seen.ShouldBe([5]);
    }

    [Fact]
    public async Task An_event_whose_policy_failed_is_shown_again_to_all_of_them_and_nothing_is_skipped()
    {
        await StoreAsync(3);
        var (before, failing) = (new Recorder(), new Recorder { FailsAt = 1 });
        using var runner = Policies(before, failing);

        await runner.StartAsync(Ct);
        await UntilAsync(async () => await checkpoints.LoadAsync("policies", Ct) == 2);
        await runner.StopAsync(Ct);

        before.Seen.ShouldBe([0, 1, 1, 2]);
        failing.Seen.ShouldBe([0, 1, 1, 2]);
    }

    [Fact]
    public async Task The_daemon_is_not_ready_before_the_projections_have_caught_up()
    {
        await StoreAsync(3);
        var projection = new Recorder();
        using var runner = Projections(projection);
        runner.NotReadyBecause.ShouldBe("the event log is being read");

        await runner.StartAsync(Ct);

        await UntilAsync(() => Task.FromResult(runner.NotReadyBecause is null));
        projection.Seen.ShouldBe([0, 1, 2]);
        await StoreAsync(1);
        await UntilAsync(() => Task.FromResult(projection.Seen.Count == 4));
        await runner.StopAsync(Ct);
    }

    [Fact]
    public async Task A_projection_that_failed_is_built_anew_from_the_first_event()
    {
        await StoreAsync(3);
        var projection = new Recorder { FailsAt = 2 };
        using var runner = Projections(projection);

        await runner.StartAsync(Ct);
        await UntilAsync(() => Task.FromResult(runner.NotReadyBecause is null));
        await runner.StopAsync(Ct);

        (projection.Forgotten, string.Join(' ', projection.Seen)).ShouldBe((2, "0 1 2"));
    }

    [Fact]
    public async Task An_event_that_nobody_knows_is_never_skipped()
    {
        await log.AppendAsync("deployment-d1", -1, [new NewEvent(new Guid(1, 0, 0, new byte[8]), "deployment_beamed_v1", "{}"u8.ToArray(), "{}"u8.ToArray())], Ct);
        using var projections = Projections(new Recorder());
        using var policies = Policies(new Recorder());

        await projections.StartAsync(Ct);
        await policies.StartAsync(Ct);

        await UntilAsync(() => Task.FromResult(projections.NotReadyBecause == "the event log cannot be read: see the daemon's log"));
        (await checkpoints.LoadAsync("policies", Ct)).ShouldBe(-1);
        await projections.StopAsync(Ct);
        await policies.StopAsync(Ct);
    }

    private PolicyRunner Policies(params IPolicy[] policies) =>
        new(log, checkpoints, Codec, policies, clock, NullLogger<PolicyRunner>.Instance);

    private ProjectionRunner Projections(params IProjection[] projections) =>
        new(log, Codec, projections, clock, NullLogger<ProjectionRunner>.Instance);

    private async Task StoreAsync(int count)
    {
        var happened = Story.Attested("ci_green").For(Scenario.After(Story.Pending), Story.Noon);
        for (var i = 0; i < count; i++)
        {
            var metadata = (Story.Asked with { CommandId = NameBasedId.From(Guid.Empty, $"{stored}") }).Metadata(reason: null);
            await log.AppendAsync("deployment-d1", stored - 1, [Codec.Encode(happened, 0, metadata)], Ct);
            stored++;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience);
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private sealed class Recorder : IPolicy, IProjection
    {
        private readonly List<long> seen = [];

        /// <summary>The position at which it fails, once.</summary>
        public long? FailsAt { get; set; }

        public int Forgotten { get; private set; }

        public IReadOnlyList<long> Seen
        {
            get
            {
                lock (seen)
                {
                    return [.. seen];
                }
            }
        }

        string IPolicy.Name => "recorder";

        public Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
        {
            Apply(stored, happened);
            return Task.CompletedTask;
        }

        public void Apply(StoredEvent stored, object happened)
        {
            lock (seen)
            {
                seen.Add(stored.Position);
            }

            if (stored.Position == FailsAt)
            {
                FailsAt = null;
                throw new FormatException("a bug");
            }
        }

        public void Forget()
        {
            Forgotten++;
            lock (seen)
            {
                seen.Clear();
            }
        }
    }
}
