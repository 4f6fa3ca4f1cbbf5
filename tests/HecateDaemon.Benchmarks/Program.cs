using HecateDaemon.Benchmarks;

// dotnet run -c Release --project tests/HecateDaemon.Benchmarks
// Each figure stands beside its peer's of the same run: on a shared machine only the ratio says anything.
if (args is ["event-store"])
{
    await EventStoreAppends.RunAsync();
    return 0;
}

if (args is not [] and not ["start-up" or "event-log"] and not ["event-log", _])
{
    Console.Error.WriteLine("usage: HecateDaemon.Benchmarks [start-up | event-log [EXECUTABLE] | event-store]");
    return 64;
}

var root = Repository.Root();
var daemon = args is [_, var given] ? given : Repository.Publish(root, "src/HecateDaemon", "hecate-daemon");
if (args is not ["event-log", ..])
{
    var bare = Repository.Publish(root, "tests/HecateDaemon.Benchmarks/BareEndpoint", "bare-endpoint");
    var isHeld = await StartUp.RunAsync(daemon, bare);
    return args is ["start-up"] || !isHeld ? (isHeld ? 0 : 1) : await EventLogRates.RunAsync(daemon) ? 0 : 1;
}

return await EventLogRates.RunAsync(daemon) ? 0 : 1;
