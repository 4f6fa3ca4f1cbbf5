using HecateDaemon.Adapters.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Benchmarks;

/// <summary>Durable appends a second, beside a raw file with the same grouping, in turns.</summary>
internal static class AppendRates
{
    private const int Rounds = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Table table)
    {
        foreach (var callers in (int[])[1, 8, 64])
        {
            var (log, raw) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                raw.Add(await RawAsync(callers));
                log.Add(await LogAsync(callers));
            }

            // Of neighbours in time: the disk is others' too.
            var ratio = Callers.Median(log.Zip(raw, (l, r) => l / r));
            table.Add($"appends/s, {callers} callers", "raw fdatasync", Callers.Median(log), Callers.Median(raw), ratio, atLeast: 0.7);
        }
    }

    public static async Task<double> LogAsync(int callers)
    {
        using var home = new MeasuredHome();
        await using var database = new SqliteDatabase(
            Path.Combine(home.Root, "events.db"), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        database.Open();
        var log = new SqliteEventLog(database, TimeProvider.System);
        return await Callers.RateAsync(callers, Time, (caller, n) =>
            log.AppendAsync($"deployment-{caller}", n - 1, [SampleEvents.Small()], CancellationToken.None));
    }

    private static async Task<double> RawAsync(int callers)
    {
        using var home = new MeasuredHome();
        await using var log = new RawLog(Path.Combine(home.Root, "raw"));
        return await Callers.RateAsync(callers, Time, (_, _) =>
        {
            var happened = SampleEvents.Small();
            return log.AppendAsync([.. happened.Id.ToByteArray(), .. happened.Data.Span, .. happened.Metadata.Span]);
        });
    }
}
