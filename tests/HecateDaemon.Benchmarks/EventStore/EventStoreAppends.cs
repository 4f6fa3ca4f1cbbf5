using System.Diagnostics;
using System.Globalization;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Adapters.Tests.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Benchmarks;

/// <summary>
/// Appends a second to EventStoreDB, by appends that share one BatchAppend call and by plain ones, in turn. The server is the
/// one that <c>HECATE_TEST_ESDB</c> names; the stand-in keeps its events in memory and says nothing about a real one's speed.
/// </summary>
internal static class EventStoreAppends
{
    private const int Rounds = 5;

    private static readonly byte[] Data = [.. "{\"text\":\""u8, .. Enumerable.Repeat((byte)'x', 265), .. "\"}"u8];

    public static async Task RunAsync()
    {
        var real = Environment.GetEnvironmentVariable("HECATE_TEST_ESDB") is { Length: > 0 } given ? given : null;
        await using var standIn = real is null ? await StandInServer.StartAsync(new StandInLog(TimeProvider.System)) : null;
        var settings = EventStoreConnectionString.Parse(real ?? $"esdb://127.0.0.1:{standIn!.Port}?tls=false");
        using var plain = Connect(settings with { SharesAppends = false });
        using var shared = Connect(settings);

        Console.WriteLine($"\nappends/s in {(real is null ? "the stand-in (in memory)" : "a real server")}, medians of {Rounds}");
        Console.WriteLine("callers   plain Append   BatchAppend   ratio");
        foreach (var (callers, each) in ((int, int)[])[(1, 400), (32, 100)])
        {
            var (alone, among) = (new List<double>(), new List<double>());
            for (var round = 0; round <= Rounds; round++)
            {
                alone.Add(await MeasureAsync(plain, callers, each));
                among.Add(await MeasureAsync(shared, callers, each));
            }

            // The first of each opens the connections.
            var (a, b) = (Median(alone[1..]), Median(among[1..]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{callers,7}   {a,12:F0}   {b,11:F0}   {b / a,5:F2}"));
        }
    }

    private static EventStoreConnection Connect(EventStoreSettings settings) => new(
        settings,
        Environment.GetEnvironmentVariable("HECATE_TEST_ESDB_CREDENTIALS"),
        TimeProvider.System,
        NullLogger<EventStoreConnection>.Instance);

    private static async Task<double> MeasureAsync(EventStoreConnection connection, int callers, int each)
    {
        var log = new EventStoreLog(connection, new EventStoreNames($"b{Guid.NewGuid():N}"), TimeProvider.System);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; n < each; n++)
            {
                var happened = new NewEvent(Guid.NewGuid(), "thing_happened_v1", Data, "{}"u8.ToArray());
                if (await log.AppendAsync($"benchmark-{caller}", n - 1, [happened], CancellationToken.None) is AppendOutcome.Conflict)
                {
                    throw new InvalidOperationException("nobody else writes to this stream");
                }
            }
        })));
        return callers * each / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
