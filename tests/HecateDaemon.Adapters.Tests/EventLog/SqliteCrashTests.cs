using System.Globalization;
using System.Text.Json;
using HecateDaemon.Adapters.Sqlite;
using Xunit.Abstractions;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryDatabase temporary = new();
    private readonly Dictionary<Guid, (string Stream, long Version, long Position)> acknowledged = [];
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(10)).Token;
    private long saved = -1;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => temporary.DeleteAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_or_torn_however_often_the_writer_is_killed()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("HECATE_TEST_KILLS") ?? "30", CultureInfo.InvariantCulture);
        var stored = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            // Often early: while the database is created, or recovers from the kill before.
            await WriteAndKillAsync(afterLines: Random.Shared.Next(4) == 0 ? Random.Shared.Next(2) : Random.Shared.Next(400));
            stored = await CheckAsync();
        }

        acknowledged.ShouldNotBeEmpty();
        output.WriteLine($"{kills} kills, {acknowledged.Count} appends acknowledged, {stored} stored");
    }

    private async Task WriteAndKillAsync(int afterLines)
    {
        using var child = EventLogChild.Start("write", temporary.Path);
        try
        {
            for (var line = 0; line < afterLines; line++)
            {
                Note((await child.StandardOutput.ReadLineAsync(ct)).ShouldNotBeNull("the child ended by itself"));
            }
        }
        finally
        {
            child.Kill();
        }

        while (await child.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            Note(line);
        }

        await child.WaitForExitAsync(ct);
    }

    /// <summary>The kill may have cut the last line: only what ends in a full stop was said.</summary>
    private void Note(string line)
    {
        switch (line.Split(' '))
        {
            case ["ack", var stream, var version, var position, var append, "."]:
                acknowledged.Add(Guid.Parse(append), (stream, long.Parse(version), long.Parse(position)));
                break;
            case ["saved", var position, "."]:
                saved = long.Parse(position);
                break;
        }
    }

    private async Task<int> CheckAsync()
    {
        await using var database = temporary.Open();
        var all = await new SqliteEventLog(database, TimeProvider.System).ReadAllAsync(-1, ct).ToListAsync(ct);
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.Position < pair.Second.Position);
        all.GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ShouldAllBe(s => s.Select((e, n) => e.Version == n).All(inOrder => inOrder));

        var appends = all
            .Select(e => (Event: e, Part: JsonSerializer.Deserialize<EventLogChild.Part>(e.Data.Span)!))
            .GroupBy(e => e.Part.Append)
            .ToDictionary(a => a.Key, a => a.ToList());
        foreach (var (append, parts) in appends)
        {
            var first = parts[0];
            parts.Count.ShouldBe(first.Part.Count, $"append {append} is torn or doubled");
            parts.Select(p => (p.Part.Index, p.Event.Version, p.Event.Stream)).ShouldBe(
                Enumerable.Range(0, parts.Count).Select(n => (n, first.Event.Version + n, first.Event.Stream)));
        }

        foreach (var (append, said) in acknowledged)
        {
            appends.ShouldContainKey(append, $"append {append} was acknowledged and is lost");
            var last = appends[append][^1].Event;
            (last.Stream, last.Version, last.Position).ShouldBe(said);
        }

        (await new SqliteCheckpoints(database).LoadAsync("child", ct)).ShouldBeGreaterThanOrEqualTo(saved);
        return appends.Count;
    }
}
