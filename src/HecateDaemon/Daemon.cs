using HecateDaemon.Adapters.Ci;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.Folder;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Adapters.Outbox;
using HecateDaemon.Adapters.Prometheus;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Facts;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Leadership;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Notifications;
using HecateDaemon.Lifecycle.Observation;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Strategies;
using HecateDaemon.Lifecycle.Values;
using HecateDaemon.Logging;
using HecateDaemon.Socket;
using HecateDaemon.Systemd;
using Microsoft.Extensions.Options;

namespace HecateDaemon;

/// <summary>The daemon itself: what it is made of, how it starts and how it ends.</summary>
internal static partial class Daemon
{
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    /// <summary>Runs until it is told to stop, and answers with the exit code.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        var state = StateDirectory.Open(configuration);
        using var claim = await SocketModule.ClaimAsync(DaemonConfiguration.SocketPath(configuration));
        using var identity = IdentityFile.Open(state.Root);
        using var logs = LoggingModule.Create(configuration, state);
        var logger = logs.CreateLogger(typeof(Daemon).FullName!);
        try
        {
            await using var app = Build(configuration, state, identity.Identity, claim, logs);
            await app.StartAsync();
            Started(logger, DaemonVersion.Text, claim?.Path ?? "the socket that systemd made");
            await app.WaitForShutdownAsync();
            return SayEnd(app, logger);
        }
        catch (OutsideWorldException e)
        {
            throw CannotStartException.NotPossibleHere(e.Message);
        }
        catch (ConfigurationMistakesException e)
        {
            throw CannotStartException.BadConfiguration(e.Message);
        }
        catch (Exception e) when (MistakesIn(e) is [_, ..] mistakes)
        {
            throw CannotStartException.BadConfiguration($"the configuration is not right:\n  {string.Join("\n  ", mistakes)}");
        }
        catch (Exception e) when (e is not CannotStartException)
        {
            Failed(logger, e, DaemonVersion.Text);
            return ExitCodes.Software;
        }
    }

    private static WebApplication Build(
        IConfiguration configuration, StatePaths state, DaemonIdentity identity, SocketClaim? claim, ILoggerFactory logs)
    {
        // Empty, because the other builders watch the content root and read settings of theirs from the environment.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(state);
        builder.Services.AddSingleton(identity);
        builder.Services.AddSystemdAndWindows();
        builder.Services.AddApi();
        var catalogue = builder.Services.AddCatalogue(configuration);
        AddEventLog(builder.Services, catalogue.EventStore, state);
        builder.Services.AddLeadership();
        builder.Services.AddEventLogReaders();
        builder.Services.AddDeployments();
        builder.Services.AddStrategies();
        builder.Services.AddReleases();
        builder.Services.AddImages();
        builder.Services.AddFacts();
        builder.Services.AddNotifications();
        builder.Services.AddManifests();
        builder.Services.AddRollouts();
        builder.Services.AddSmokeTests();
        builder.Services.AddObservation();
        builder.Services.AddReconciliation();
        builder.Services.AddAntiPatterns();
        builder.Services.AddGit(state.Root, catalogue.Git);
        builder.Services.AddRegistry();
        builder.Services.AddCi();
        builder.Services.AddOutbox();
        builder.Services.AddPrometheus();
        builder.Services.AddKubernetes();
        builder.Services.AddFolder();
        builder.WebHost.AddSocket(claim);

        var app = builder.Build();
        app.UseApi();
        app.UseEventLog();
        app.MapApi();
        app.MapEventLog();
        app.MapDeployments();
        app.MapStrategies();
        app.MapFacts();
        app.MapLoops();
        app.MapLeadership();
        app.MapReleases();
        app.MapImages();
        app.MapSmokeTests();
        app.MapObservation();
        app.MapReconciliation();
        app.MapAntiPatterns();
        return app;
    }

    private static void AddEventLog(IServiceCollection services, EventStoreAccess? eventStore, StatePaths state)
    {
        if (eventStore is null)
        {
            services.AddSqliteEventLog(state.EventsDatabase);
        }
        else
        {
            services.AddEventStore(eventStore);
        }
    }

    /// <summary>A loop that died stops the host as if all were well; systemd shall know better.</summary>
    private static int SayEnd(WebApplication app, ILogger logger)
    {
        var dead = app.Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Where(loop => loop.ExecuteTask is { IsFaulted: true })
            .ToList();
        foreach (var loop in dead)
        {
            LoopDied(logger, loop.ExecuteTask!.Exception!.GetBaseException(), loop.GetType().Name);
        }

        Stopped(logger, DaemonVersion.Text);
        return dead.Count is 0 ? ExitCodes.Ok : ExitCodes.Software;
    }

    /// <summary>The host throws one such exception as it is, and several as an aggregate.</summary>
    private static List<string> MistakesIn(Exception e) => e switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException { InnerExceptions: var all } when all.All(inner => inner is OptionsValidationException) =>
            [.. all.Cast<OptionsValidationException>().SelectMany(options => options.Failures)],
        _ => [],
    };

    [LoggerMessage(9301, LogLevel.Information, "HecateDaemon {Version} listens on {Socket}")]
    private static partial void Started(ILogger logger, string version, string socket);

    [LoggerMessage(9302, LogLevel.Information, "HecateDaemon {Version} stopped")]
    private static partial void Stopped(ILogger logger, string version);

    [LoggerMessage(9303, LogLevel.Critical, "{Loop} died, so the daemon stopped")]
    private static partial void LoopDied(ILogger logger, Exception exception, string loop);

    [LoggerMessage(9304, LogLevel.Critical, "HecateDaemon {Version} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string version);
}
