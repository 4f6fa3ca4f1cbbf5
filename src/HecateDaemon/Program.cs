using HecateDaemon;
using HecateDaemon.Configuration;
using HecateDaemon.Lifecycle.Api;
using HecateDaemon.Subcommands;

try
{
    if (args is ["help", ..] || args.Any(a => a is "--help" or "-h"))
    {
        Console.Out.WriteLine(CommandLine.Help);
        return ExitCodes.Ok;
    }

    if (args is ["bump", .. var ofBump])
    {
        return BumpFiles.Run(BumpArguments.Parse(ofBump));
    }

    if (args is ["images", .. var ofImages])
    {
        return ListImages.Run(ofImages);
    }

    if (args is ["events", .. var events])
    {
        return await EventsCommand.RunAsync(EventsArguments.Parse(events));
    }

    if (args is ["projections", "rebuild", .. var switches])
    {
        return await ProjectionsRebuild.RunAsync(DaemonConfiguration.SocketPath(DaemonConfiguration.Read(CommandLine.Parse(switches))));
    }

    if (args is ["release", .. var release])
    {
        return ReleaseCommand.Run(ReleaseArguments.Parse(release));
    }

    if (args is ["lint", .. var asked])
    {
        return LintTrees.Run(LintArguments.Parse(asked));
    }

    var line = CommandLine.Parse(args);
    switch (line.Verb)
    {
        case "--version":
            Console.Out.WriteLine(DaemonVersion.Text);
            return ExitCodes.Ok;
        case "health" or "ready":
            return await AskHealth.RunAsync(DaemonConfiguration.SocketPath(DaemonConfiguration.Read(line)), line.Verb);
        default:
            return await Daemon.RunAsync(DaemonConfiguration.Read(line));
    }
}
catch (CannotStartException e)
{
    Console.Error.WriteLine($"hecate-daemon: {e.Message}");
    return e.ExitCode;
}
