using HecateDaemon.Benchmarks;

// dotnet run -c Release --project tests/HecateDaemon.Benchmarks
// Each figure stands beside its peer's of the same run: on a shared machine only the ratio says anything.
if (args is ["event-store"])
{
    await EventStoreAppends.RunAsync();
    return 0;
}

if (args is not [] and not ["start-up"])
{
    Console.Error.WriteLine("usage: HecateDaemon.Benchmarks [start-up|event-store]");
    return 64;
}

var root = Repository.Root();
var daemon = Repository.Publish(root, "src/HecateDaemon", "hecate-daemon");
var bare = Repository.Publish(root, "tests/HecateDaemon.Benchmarks/BareEndpoint", "bare-endpoint");
return await StartUp.RunAsync(daemon, bare) ? 0 : 1;
