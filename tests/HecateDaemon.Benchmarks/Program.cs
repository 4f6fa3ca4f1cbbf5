using HecateDaemon.Benchmarks;

// dotnet run -c Release --project tests/HecateDaemon.Benchmarks [NAME...]
// Each figure stands beside its peer's of the same run: on a shared machine only the ratio says anything.
var root = Repository.Root();
var daemon = new Lazy<string>(() => Repository.Publish(root, "src/HecateDaemon", "hecate-daemon"));
var benchmarks = new (string Name, Func<Task<bool>> Holds)[]
{
    ("start-up", () => StartUp.RunAsync(daemon.Value, Peer("BareEndpoint", "bare-endpoint"))),
    ("event-log", () => EventLogRates.RunAsync(daemon.Value)),
    ("event-store", async () => { await EventStoreAppends.RunAsync(); return true; }),
    ("bump", () => Task.FromResult(BumpRoads.Run(Peer("BumpProbe", "bump-probe")))),
    ("drift", DriftRounds.RunAsync),
    ("images", () => Task.FromResult(FindImages.Run(daemon.Value, Peer("BareParse", "bare-parse")))),
    ("releases", () => Task.FromResult(AuditReleases.Run(daemon.Value))),
    ("lint", () => Task.FromResult(LintFiles.Run(daemon.Value, Peer("BareParse", "bare-parse")))),
};

if (args.FirstOrDefault(name => benchmarks.All(benchmark => benchmark.Name != name)) is not null)
{
    Console.Error.WriteLine($"usage: HecateDaemon.Benchmarks [{string.Join(" | ", benchmarks.Select(b => b.Name))}]...");
    return 64;
}

var holds = true;
foreach (var benchmark in benchmarks.Where(benchmark => args is [] || args.Contains(benchmark.Name)))
{
    holds &= await benchmark.Holds();
}

return holds ? 0 : 1;

string Peer(string project, string executable) =>
    Repository.Publish(root, $"tests/HecateDaemon.Benchmarks/{project}", executable);
