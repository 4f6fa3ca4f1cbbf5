using HecateDaemon.Adapters.Tests.EventLog;

// What must survive kill -9 runs in a process of its own: this one, started again by the test.
return args switch
{
    ["event-log", "write", var path] => await EventLogChild.WriteUntilKilledAsync(path),
    ["event-log", "open", var path] => EventLogChild.TryOpen(path),
    _ => throw new ArgumentException($"no such child: {string.Join(' ', args)}", nameof(args)),
};
