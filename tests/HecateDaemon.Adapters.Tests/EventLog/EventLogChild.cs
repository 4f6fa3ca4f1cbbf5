using System.Diagnostics;
using System.Text.Json;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>Both ends of the child process that writes to a log until it is killed.</summary>
internal static class EventLogChild
{
    private const int Writers = 6;
    private static int waiting;

    public static Process Start(string verb, string path, params string[] through)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command = [.. through, dotnet, "exec", typeof(EventLogChild).Assembly.Location, "event-log", verb, path];
        return Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true })!;
    }

    /// <summary>
    /// Says what was acknowledged: <c>ack stream version position append .</c> and <c>saved position .</c> In trouble it
    /// writes nothing before the log says that it is over: <c>trouble</c> and the sentence, and when nobody writes any
    /// more, <c>all wait .</c>
    /// </summary>
    public static async Task<int> WriteUntilKilledAsync(string path)
    {
        await using var database = TemporaryDatabase.New(path);
        database.Open();
        Console.WriteLine("opened .");
        var log = new SqliteEventLog(database, TimeProvider.System);
        var checkpoints = new SqliteCheckpoints(database);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(n => Task.Run(() => WriteAsync(database, log, checkpoints, n))));
        return 0;
    }

    public static int TryOpen(string path)
    {
        try
        {
            TemporaryDatabase.New(path).Open();
            Console.WriteLine("opened");
        }
        catch (OutsideWorldException e)
        {
            Console.WriteLine(e.Message);
        }

        return 0;
    }

    /// <summary>Half of the writers race for one stream.</summary>
    private static async Task WriteAsync(SqliteDatabase database, SqliteEventLog log, SqliteCheckpoints checkpoints, int writer)
    {
        var stream = writer % 2 == 0 ? "environment-shared" : $"deployment-{writer}";
        var version = -1L;
        while (true)
        {
            var append = Guid.NewGuid();
            var count = Random.Shared.Next(1, 5);
            var events = Enumerable.Range(0, count).Select(n => New(append, n, count)).ToList();
            var outcome = await StoreAsync(version);
            while (outcome is AppendOutcome.Conflict lost)
            {
                outcome = await StoreAsync(lost.ActualVersion);
            }

            var (last, position) = (AppendOutcome.Appended)outcome;
            version = last;
            Console.WriteLine($"ack {stream} {last} {position} {append} .");
            if (writer == 0)
            {
                await InTroubleWaitAsync(database, async () =>
                {
                    await checkpoints.SaveAsync("child", position, CancellationToken.None);
                    return position;
                });
                Console.WriteLine($"saved {position} .");
            }

            Task<AppendOutcome> StoreAsync(long expected) => InTroubleWaitAsync(
                database, () => log.AppendAsync(stream, expected, events, CancellationToken.None));
        }
    }

    private static async Task<T> InTroubleWaitAsync<T>(SqliteDatabase database, Func<Task<T>> write)
    {
        while (true)
        {
            try
            {
                return await write();
            }
            catch (OutsideWorldException e)
            {
                Console.WriteLine($"trouble {e.Message}");
                if (Interlocked.Increment(ref waiting) == Writers)
                {
                    Console.WriteLine("all wait .");
                }

                while (database.Trouble is not null)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
                }

                Interlocked.Decrement(ref waiting);
            }
        }
    }

    private static NewEvent New(Guid append, int index, int count) => new(
        NameBasedId.From(append, $"{index}"),
        "thing_happened_v1",
        JsonSerializer.SerializeToUtf8Bytes(new Part(append, index, count, new string('x', Random.Shared.Next(2000)))),
        "{}"u8.ToArray());

    /// <summary>What an event says about the append that it came with.</summary>
    public sealed record Part(Guid Append, int Index, int Count, string Filling);
}
