using HecateDaemon.Adapters.Folder;
using HecateDaemon.Adapters.Git;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Loops;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Reconciliation;
using HecateDaemon.Lifecycle.Releases;
using HecateDaemon.Lifecycle.Rollouts;
using HecateDaemon.Lifecycle.SmokeTests;
using HecateDaemon.Lifecycle.Values;
using HecateDaemon.Logging;
using HecateDaemon.Socket;
using HecateDaemon.Systemd;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Core;

namespace HecateDaemon;

/// <summary>The daemon itself: what it is made of, how it starts and how it ends.</summary>
internal static class Daemon
{
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    /// <summary>Runs until it is told to stop, and answers with the exit code.</summary>
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        var state = StateDirectory.Open(configuration);
        using var claim = await SocketModule.ClaimAsync(DaemonConfiguration.SocketPath(configuration));
        await using var logger = LoggingModule.CreateLogger(configuration, state);
        try
        {
            await using var app = Build(configuration, state, claim, logger);
            await app.StartAsync();
            logger.Information(
                "HecateDaemon {Version} listens on {Socket}", DaemonVersion.Text, claim?.Path ?? "the socket that systemd made");
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
            logger.Fatal(e, "HecateDaemon failed");
            return ExitCodes.Software;
        }
    }

    private static WebApplication Build(IConfiguration configuration, StatePaths state, SocketClaim? claim, Logger logger)
    {
        // Empty, because the other builders watch the content root and read settings of theirs from the environment.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        builder.Services.AddSerilog(logger);
        builder.Services.AddSingleton(state);
        builder.Services.AddSystemdAndWindows();
        builder.Services.AddApi();
        builder.Services.AddCatalogue(configuration);
        builder.Services.AddSqliteEventLog(state.EventsDatabase);
        builder.Services.AddEventLogReaders();
        builder.Services.AddDeployments();
        builder.Services.AddReleases();
        builder.Services.AddManifests();
        builder.Services.AddRollouts();
        builder.Services.AddSmokeTests();
        builder.Services.AddReconciliation();
        builder.Services.AddGit(state.Root);
        builder.Services.AddRegistry();
        builder.Services.AddKubernetes();
        builder.Services.AddFolder();
        builder.WebHost.AddSocket(claim);

        var app = builder.Build();
        app.UseApi();
        app.MapApi();
        app.MapDeployments();
        app.MapLoops();
        app.MapSmokeTests();
        return app;
    }

    /// <summary>A loop that died stops the host as if all were well; systemd shall know better.</summary>
    private static int SayEnd(WebApplication app, Logger logger)
    {
        var dead = app.Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Where(loop => loop.ExecuteTask is { IsFaulted: true })
            .ToList();
        foreach (var loop in dead)
        {
            logger.Fatal(loop.ExecuteTask!.Exception!.GetBaseException(), "{Loop} died", loop.GetType().Name);
        }

        logger.Information("HecateDaemon {Version} stopped", DaemonVersion.Text);
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
}
