using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Facts;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using EnvironmentName = HecateDaemon.Lifecycle.Values.EnvironmentName;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>
/// The daemon's own modules over a log in memory, with the world outside as a fake. The daemon can be started again over
/// the same log and world, as after a kill -9.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string Image = "ghcr.io/hecate-social/hecate-daemon";
    public static readonly EnvironmentName Staging = EnvironmentName.Parse("staging");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks at a world where nothing happens before whoever woke up in it is taken for one that does not sleep again.</summary>
    private const int LongestNap = 50;

    private readonly InMemoryEventLog log;
    private readonly InMemoryCheckpoints checkpoints = new();
    private ServiceProvider? host;
    private int asked;

    public World()
    {
        log = new(Clock);
        Store = new(log, checkpoints, atWrite: 0, stored: false);
    }

    public WorldClock Clock { get; } = new(Story.Noon);

    public Outside Outside { get; } = new();

    /// <summary>Where other daemons are met, by environments that are led by a lease.</summary>
    public InMemoryLeases Leases { get; } = new();

    public Signals Signals { get; } = new();

    public Past Past { get; } = new();

    public TargetEnvironment Production { get; set; } = new()
    {
        Name = Story.Environment,
        GitOpsRepository = "https://git.example.org/gitops.git",
        Reconciler = new Reconciler.Flux("flux-system", "gitops", "hecate"),
        AutoConclude = true,
        // Time is let pass while something is waited for: only tests of a deadline may come near one.
        ImageDeadline = TimeSpan.FromDays(30),
        RolloutDeadline = TimeSpan.FromDays(30),
        SettleTime = TimeSpan.Zero,
        ObservationWindow = TimeSpan.FromSeconds(7),
        SmokeTests = [new SmokeTest { Name = "health", Kind = "fake", Url = new("http://localhost/health"), VersionAt = "$.version", Patience = TimeSpan.Zero }],
    };

    public IReadOnlyList<TargetEnvironment> Others { get; set; } = [];

    /// <summary>Null: there is no CI to ask, and a person says that it is green.</summary>
    public CiAccess? Ci { get; set; }

    public Advice? Advice { get; set; }

    public CrashPoint Store { get; private set; }

    public IServiceProvider Host => host!;

    public IEventLog Log => log;

    public async Task StartAsync(int crashAtWrite = 0, bool stored = false)
    {
        Store = new(log, checkpoints, crashAtWrite, stored);
        var services = new ServiceCollection();
        AddTo(services);
        host = services.BuildServiceProvider();
        foreach (var hosted in host.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>What the daemon registers, less what listens and what reaches out.</summary>
    public void AddTo(IServiceCollection services) => _ = services
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<IEventLog>(Store)
        .AddSingleton<IEventLogHealth>(Store)
        .AddSingleton<ICheckpoints>(Store)
        .AddSingleton(new ShippingCatalogue([Division with { Ci = Ci, Advice = Advice }], [Production, .. Others], Rare, new()) { Guard = Past.Guard })
        .AddOutside(Outside)
        .AddSingleton<IListWarnings>(Signals)
        .AddSingleton<IAskMetrics>(Signals)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
        .AddSingleton(new DaemonIdentity("daemon"))
        .AddSingleton<IKeepLeases>(Leases)
        .AddLeadership()
        .AddEventLogReaders()
        .AddDeployments()
        .AddStrategies()
        .AddReleases()
        .AddImages()
        .AddFacts()
        .AddNotifications()
        .AddManifests()
        .AddRollouts()
        .AddSmokeTests()
        .AddObservation()
        .AddReconciliation()
        .AddGuard(Past);

    public async Task StopAsync()
    {
        await using var stopping = host!;
        host = null;
        foreach (var hosted in stopping.GetServices<IHostedService>().Reverse())
        {
            await hosted.StopAsync(CancellationToken.None);
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await StopAsync();
        }
    }

    public T Get<T>() where T : notnull => Host.GetRequiredService<T>();

    /// <summary>A person's request, with an id that a repeat of it can be given again.</summary>
    public Issued Ask() => Issued.ByCaller(NameBasedId.From(Guid.Empty, $"request {++asked}"), Story.Person, Clock.GetUtcNow());

    public Task<Accepted> SendAsync(DeploymentCommand command) => Get<DeploymentDesk>().AcceptAsync(command, CancellationToken.None);

    public async Task<DeploymentId> InitiateAsync(string version, EnvironmentName? environment = null, string? id = null)
    {
        var asks = Ask();
        var target = environment ?? Story.Environment;
        var plan = Plan.For(Get<ShippingCatalogue>().Environments[target]);
        var named = DeploymentId.Parse(id ?? "d" + version.Replace('.', '-'));
        await Accepted(SendAsync(new InitiateDeployment(named, asks, Story.Division, target, ReleaseVersion.Parse(version), plan, RollbackOf: null)));
        foreach (var item in EntryChecklist.Items.Concat(ExitChecklist.Items).Where(i => !Proven.Contains(i.Key)))
        {
            await Accepted(SendAsync(new AttestItem(named, Ask(), item.Key, "seen")));
        }

        return named;
    }

    public Task<Accepted> OpenAsync(DeploymentId id) => Get<OpeningDesk>().OpenAsync(id, Ask(), CancellationToken.None);

    public Task<Accepted> ConcludeAsync(DeploymentId id) => Get<ConcludingDesk>().ConcludeAsync(id, Ask(), CancellationToken.None);

    public Task<Accepted> ResumeAsync(DeploymentId id) => Get<OpeningDesk>().ResumeAsync(id, Ask(), CancellationToken.None);

    public Task<Accepted> RollBackAsync(DeploymentId id, ReleaseVersion? target = null) =>
        Get<RollbackDesk>().RollBackAsync(id, "it loses data", target, onlyTurn: null, Ask(), CancellationToken.None);

    /// <summary>Initiates and opens it; what became of it is for the caller to wait for.</summary>
    public async Task<DeploymentId> SetOutAsync(string version, EnvironmentName? environment = null, string? id = null)
    {
        var named = await InitiateAsync(version, environment, id);
        await Accepted(OpenAsync(named));
        return named;
    }

    public async Task<DeploymentId> ShipAsync(string version, EnvironmentName? environment = null)
    {
        Outside.Release(version);
        var id = await SetOutAsync(version, environment);
        await UntilAsync(id, d => d.Phase is Phase.Completed);
        return id;
    }

    public async Task<Deployment> LoadAsync(DeploymentId id) =>
        (await new DeploymentStreams(log, new EventCodec(DeploymentEventTypes.All)).LoadAsync(id, CancellationToken.None)).State;

    /// <summary>What is asked outside before is asked by the checklist, and not by the road.</summary>
    public async Task<bool> IsOnTheRoadAsync(DeploymentId id) => (await LoadAsync(id)).Phase is Phase.Active;

    public async Task<Deployment> UntilAsync(DeploymentId id, Func<Deployment, bool> holds)
    {
        await UntilAsync(async () => holds(await LoadAsync(id)), async () => $"{await StoryAsync(id)}\nwaiting for {(await LoadAsync(id)).Waiting?.WaitingFor}");
        return await LoadAsync(id);
    }

    public Task UntilAsync(Func<Task<bool>> holds) => UntilAsync(holds, () => Task.FromResult(""));

    /// <summary>Waits without letting time pass: for what must not depend on the clock.</summary>
    public Task UntilNowAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()), () => Task.FromResult(""), letTimePass: false);

    /// <summary>Until the deployment is concluded, by daemons none of which lives to see a second event.</summary>
    public async Task RestartUntilCompletedAsync(DeploymentId id)
    {
        for (var seen = -1; (await LoadAsync(id)).Phase is not Phase.Completed; seen = (await AllAsync()).Count)
        {
            await RestartAsync();
            await UntilAsync(async () => (await AllAsync()).Count > seen, () => StoryAsync(id));
        }
    }

    /// <summary>What is in the log now is old: no policy is shown it.</summary>
    public async Task ForgetTheBeginningAsync() =>
        await checkpoints.SaveAsync("policies", (await AllAsync()).Count - 1, CancellationToken.None);

    /// <summary>Until every event was shown to every policy.</summary>
    public Task SettledAsync() => UntilAsync(
        async () => await checkpoints.LoadAsync("policies", CancellationToken.None) == (await AllAsync()).Count - 1,
        () => Task.FromResult("the policies to come to the log's end"),
        letTimePass: false);

    /// <summary>Shows every event to every policy again, as if no checkpoint had ever been saved.</summary>
    public async Task ReplayPoliciesAsync()
    {
        var codec = Get<EventCodec>();
        foreach (var stored in await AllAsync())
        {
            foreach (var policy in Host.GetServices<IPolicy>())
            {
                await policy.ReactAsync(stored, codec.Decode(stored), CancellationToken.None);
            }
        }
    }

    public async Task<List<StoredEvent>> AllAsync() => await log.ReadAllAsync(-1, CancellationToken.None).ToListAsync();

    public async Task<List<StoredEvent>> EventsAsync(string stream) =>
        await log.ReadStreamAsync(stream, -1, CancellationToken.None).ToListAsync();

    public async Task<string> StoryAsync(DeploymentId id) => Scenes(await EventsAsync(DeploymentStreams.NameOf(id)));

    public static string Scenes(IEnumerable<StoredEvent> events) => string.Join('\n', events.Select(e => e.Type));

    private static readonly HashSet<string> Proven =
    [
        EntryChecklist.VersionAssigned, EntryChecklist.ChangelogUpdated, EntryChecklist.StagingVerified,
        ExitChecklist.ArtifactDeployed, ExitChecklist.HealthChecksPassing, ExitChecklist.SmokeTestsPassing,
        ExitChecklist.NoErrorSpikes, ExitChecklist.VersionTraceable,
    ];

    /// <summary>The loops are tested by themselves.</summary>
    private static LoopIntervals Rare { get; } = new() { Reconcile = TimeSpan.FromDays(30), SmokeTests = TimeSpan.FromDays(30) };

    private static Division Division { get; } = new()
    {
        Id = Story.Division,
        CodeRepository = "https://git.example.org/code.git",
        Image = ImageName.Parse(Image),
        GitOpsPath = "apps",
    };

    private static async Task Accepted(Task<Accepted> sent) => (await sent).Decision.Refusal.ShouldBeNull();

    /// <summary>Time passes only while nothing happens, a second at a time.</summary>
    private async Task UntilAsync(Func<Task<bool>> holds, Func<Task<string>> describe, bool letTimePass = true)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (seen, quiet) = (-1, 0);
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"waited in vain; so far:\n{await describe()}");
            }

            var count = (await AllAsync()).Count + Outside.Calls.Count;
            quiet = count == seen ? quiet + 1 : 0;
            if (letTimePass && quiet >= (Clock.IsAnybodyAwake ? LongestNap : 1))
            {
                Clock.LetASecondPass();
            }

            seen = count;
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }
}
