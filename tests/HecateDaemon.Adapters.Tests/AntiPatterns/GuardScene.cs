using System.Text.Json;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HecateDaemon.Adapters.Tests.AntiPatterns;

/// <summary>The guard as the daemon has it, over a log in memory and whatever adapters a test gives it.</summary>
internal sealed class GuardScene : IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly ServiceProvider services;

    public GuardScene(TargetEnvironment environment, Division division, Action<IServiceCollection> add)
    {
        (Environment, Division) = (environment, division);
        var collection = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.None))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new ShippingCatalogue([division], [environment], new(), new()))
            .AddSingleton<IEventLog>(Log)
            .AddDeployments()
            .AddImages()
            .AddReconciliation()
            .AddAntiPatterns();
        add(collection);
        services = collection.BuildServiceProvider();
    }

    public TargetEnvironment Environment { get; }

    public Division Division { get; }

    private InMemoryEventLog Log { get; } = new(TimeProvider.System);

    /// <summary>A deployment came to its end, with these events of its own.</summary>
    public async Task<DeploymentConcluded> ConcludeAsync(string id, string version, DateTimeOffset at, params DeploymentEvent[] events)
    {
        var plan = new Plan(Strategy.Rolling, FailurePolicy.Shelve, AutoConclude: true);
        var actor = Actor.Policy("test");
        DeploymentEvent[] all =
        [
            new DeploymentInitiated { Plan = plan }, new DeploymentOpened { EntryChecklist = [], OpenedBy = actor }, .. events,
            new DeploymentConcluded { Outcome = Outcome.Shipped, ExitChecklist = [], Turn = 1 },
        ];
        all = Array.ConvertAll(all, e => e with
        {
            DeploymentId = DeploymentId.Parse(id),
            DivisionId = Division.Id,
            Environment = Environment.Name,
            Version = ReleaseVersion.Parse(version),
            HappenedAt = at,
        });
        var released = new SlotReleased
        {
            DeploymentId = DeploymentId.Parse(id),
            DivisionId = Division.Id,
            Environment = Environment.Name,
            Version = ReleaseVersion.Parse(version),
            Turn = 1,
            Outcome = Outcome.Shipped,
            HappenedAt = at,
        };
        await AppendAsync(DeploymentStreams.NameOf(DeploymentId.Parse(id)), all);
        await AppendAsync(SlotDesk.StreamOf(Environment.Name), [released]);
        await foreach (var stored in Log.ReadStreamAsync(DeploymentStreams.NameOf(DeploymentId.Parse(id)), -1, Ct))
        {
            services.GetRequiredService<LiveReleases>().Apply(stored, services.GetRequiredService<EventCodec>().Decode(stored));
        }

        return (DeploymentConcluded)all[^1];
    }

    /// <summary>As a reconcile round does: the cluster is compared with a commit.</summary>
    public Task CompareAsync(CommitId head) => services.GetRequiredService<DriftDetection>().LookAsync(Environment, [Division], head, "test", Ct);

    /// <summary>As a reconcile round does at its end.</summary>
    public Task LookBackAsync(CommitId? head) =>
        services.GetServices<ILookAfterEnvironments>().Single().LookAsync(Environment, services.GetRequiredService<LiveReleases>().All, head, Ct);

    /// <summary>What there is now, by the events: <c>severity rule seen</c>.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync()
    {
        var open = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var stored in Log.ReadStreamAsync($"antipatterns-{Environment.Name}", -1, Ct))
        {
            using var data = JsonDocument.Parse(stored.Data);
            var finding = data.RootElement.GetProperty("finding");
            string Text(string name) => finding.TryGetProperty(name, out var value) ? value.ToString() : "";
            var key = $"{Text("rule")} {Text("place")} {Text("facet")}";
            if (stored.Type is "anti_pattern_cleared_v1")
            {
                open.Remove(key);
            }
            else
            {
                open[key] = $"{Text("severity")} {Text("rule")} {Text("seen")}";
            }
        }

        return [.. open.Values];
    }

    public void Dispose() => services.Dispose();

    private async Task AppendAsync(string stream, IReadOnlyList<object> happened)
    {
        var version = await Log.ReadStreamAsync(stream, -1, Ct).CountAsync() - 1L;
        var issued = Issued.ByCaller(NameBasedId.From(Guid.Empty, $"{stream} {version}"), Actor.Policy("test"), TimeProvider.System.GetUtcNow());
        var codec = services.GetRequiredService<EventCodec>();
        (await Log.AppendAsync(stream, version, [.. happened.Select((e, i) => codec.Encode(e, i, issued.Metadata(reason: null)))], Ct)).ShouldBeOfType<AppendOutcome.Appended>();
    }
}
