using System.Diagnostics;
using HecateDaemon.Adapters.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace HecateDaemon.Benchmarks;

/// <summary>What a million events cost: replay, the latency of a command, and memory after reading them all.</summary>
internal static class LargeStore
{
    private const int Small = 1000;
    private const int Large = 1_000_000;
    private const int Rounds = 3;
    private const int Commands = 400;

    public static async Task RunAsync(Table table, string executable)
    {
        using var few = new MeasuredHome();
        using var many = new MeasuredHome();
        await FillAsync(few, Small);
        await FillAsync(many, Large);
        await ReplayAsync(table, MeasuredDaemon.Database(many));
        await using var small = await MeasuredDaemon.StartAsync(executable, few, environments: 1);
        await using var large = await MeasuredDaemon.StartAsync(executable, many, environments: 1);
        await LatencyAsync(table, small, large);
        await large.PostAsync("/api/projections/rebuild", new { });
        await Task.Delay(TimeSpan.FromSeconds(2));
        table.Add("MiB resident after a rebuild of 10^6 events", "with 10^3, + 32", large.ResidentMb(), small.ResidentMb() + 32,
            large.ResidentMb() / (small.ResidentMb() + 32), atMost: 1);
    }

    private static async Task FillAsync(MeasuredHome home, int events)
    {
        await using var database = Open(MeasuredDaemon.Database(home));
        database.Open();
        await SampleEvents.FillAsync(new SqliteEventLog(database, TimeProvider.System), events);
    }

    private static SqliteDatabase Open(string path) => new(path, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);

    private static async Task ReplayAsync(Table table, string path)
    {
        var (log, raw) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(RawRate(path));
            log.Add(await LogRateAsync(path));
        }

        table.Add("replayed events/s of 10^6", "the rows, raw", Callers.Median(log), Callers.Median(raw),
            Callers.Median(log.Zip(raw, (l, r) => l / r)), atLeast: 0.5);
    }

    private static async Task<double> LogRateAsync(string path)
    {
        await using var database = Open(path);
        database.Open();
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        await foreach (var _ in new SqliteEventLog(database, TimeProvider.System).ReadAllAsync(-1, CancellationToken.None))
        {
            count++;
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static double RawRate(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT position, stream, version, id, type, data, metadata, recorded_at FROM events ORDER BY position";
        var began = Stopwatch.GetTimestamp();
        using var rows = query.ExecuteReader();
        var count = 0;
        while (rows.Read())
        {
            _ = (rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3), rows.GetString(4),
                rows.GetFieldValue<byte[]>(5), rows.GetFieldValue<byte[]>(6), rows.GetInt64(7));
            count++;
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task LatencyAsync(Table table, MeasuredDaemon small, MeasuredDaemon large)
    {
        var (inFew, inMany) = (new List<double>(), new List<double>());
        for (var n = 0; n < Commands; n++)
        {
            inFew.Add(await CommandAsync(small));
            inMany.Add(await CommandAsync(large));
        }

        table.Add("ms for a command, 10^6 events in the store", "10^3 events", Callers.Median(inMany), Callers.Median(inFew),
            Callers.Median(inMany) / Callers.Median(inFew), atMost: 1.1);
    }

    private static async Task<double> CommandAsync(MeasuredDaemon daemon)
    {
        var began = Stopwatch.GetTimestamp();
        await daemon.PostAsync("/api/deployments", new { division_id = "shop", environment = "e0", version = "1.0.0" });
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
