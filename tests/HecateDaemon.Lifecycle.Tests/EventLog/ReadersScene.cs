using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Tests.Deployments;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>A log with short streams, and what reads it.</summary>
internal sealed class ReadersScene : IEventLogHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly Dictionary<string, long> heads = new(StringComparer.Ordinal);
    private int commands;

    public ReadersScene() => Log = new(Clock);

    public FakeTimeProvider Clock { get; } = new();

    public InMemoryCheckpoints Checkpoints { get; } = new();

    public InMemoryEventLog Log { get; }

    public EventCodec Codec { get; } = new(DeploymentEventTypes.All);

    public ParkedEvents Parked { get; private set; } = new();

    public string? Trouble { get; set; }

    /// <summary>As <c>reader stream@version</c>.</summary>
    public IEnumerable<string> ParkedNow => Parked.All.Select(p => $"{p.Reader} {p.Stream}@{p.Version}");

    public PolicyRunner Policies(params IPolicy[] policies) =>
        new(Log, this, Checkpoints, Codec, policies, Parked, Clock, NullLogger<PolicyRunner>.Instance);

    public ProjectionRunner Projections(params IProjection[] projections) =>
        new(Log, Codec, projections, Parked, Clock, NullLogger<ProjectionRunner>.Instance);

    /// <summary>What is in memory only is gone.</summary>
    public void Restart() => Parked = new();

    public Issued Ask() => Issued.ByCaller(NameBasedId.From(Guid.Empty, $"ask {++commands}"), Actor.Unknown, Clock.GetUtcNow());

    /// <summary>Stores one event in each of the streams, in that order.</summary>
    public async Task StoreAsync(params string[] streams)
    {
        var happened = Story.Attested("ci_green").For(Scenario.After(Story.Pending), Story.Noon);
        foreach (var stream in streams)
        {
            await StoreAsync(stream, Codec.Encode(happened, 0, Ask().Metadata(reason: null)));
        }
    }

    public async Task StoreUnknownAsync(string stream) => await StoreAsync(
        stream, new NewEvent(NameBasedId.From(Guid.Empty, $"{++commands}"), "deployment_beamed_v1", "{}"u8.ToArray(), "{}"u8.ToArray()));

    /// <summary>Until the policies have come to the log's end.</summary>
    public Task SettledAsync() => UntilAsync(async () =>
        await Checkpoints.LoadAsync(PolicyRunner.Reader, Ct) == await Log.ReadAllAsync(-1, Ct).CountAsync() - 1);

    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience);
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private async Task StoreAsync(string stream, NewEvent happened)
    {
        var head = heads.GetValueOrDefault(stream, -1);
        (await Log.AppendAsync(stream, head, [happened], Ct)).ShouldBeOfType<AppendOutcome.Appended>();
        heads[stream] = head + 1;
    }
}
