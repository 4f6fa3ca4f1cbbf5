using System.Globalization;
using HecateDaemon.Adapters.Tests.EventLog;
using HecateDaemon.Adapters.Tests.Git;

// What must survive kill -9 runs in a process of its own: this one, started again by the test.
return args switch
{
    ["event-log", "write", var path] => await EventLogChild.WriteUntilKilledAsync(path),
    ["event-log", "open", var path] => EventLogChild.TryOpen(path),
    ["git", "bump", var remote, var process, var writers, var rounds] => await BumpChild.BumpAsync(remote, Number(process), Number(writers), Number(rounds)),
    _ => throw new ArgumentException($"no such child: {string.Join(' ', args)}", nameof(args)),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
