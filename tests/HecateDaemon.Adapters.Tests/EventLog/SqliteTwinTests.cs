using CsCheck;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteTwinTests : IAsyncLifetime
{
    /// <summary>Few streams, versions and ids, so that conflicts, repeats and ids used twice are common.</summary>
    private static readonly Gen<(int Stream, int Expected, int[] Ids)[]> Appends =
        Gen.Select(Gen.Int[0, 1], Gen.Int[-1, 4], Gen.Int[0, 7].Array[0, 3]).Array[1, 25];

    private readonly TemporaryDatabase temporary = new();
    private int samples;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => temporary.DeleteAsync();

    [Fact]
    public async Task Whatever_is_appended_the_twin_in_memory_answers_the_same()
    {
        var sqlite = new SqliteEventLog(temporary.Open(), TimeProvider.System);
        await Appends.SampleAsync(
            async appends =>
            {
                // One file for all samples, each with streams of its own; positions are compared by their order.
                var sample = Interlocked.Increment(ref samples);
                var memory = new InMemoryEventLog(TimeProvider.System);
                foreach (var (stream, expected, ids) in appends)
                {
                    NewEvent[] events = [.. ids.Select(id => Event($"{id}"))];
                    var answer = await AnswerAsync(sqlite, $"sample{sample}-{stream}", expected, events);
                    answer.ShouldBe(await AnswerAsync(memory, $"sample{sample}-{stream}", expected, events));
                }

                (await StoredAsync(sqlite, $"sample{sample}-")).ShouldBe(await StoredAsync(memory, $"sample{sample}-"));
            },
            iter: 100,
            threads: 2);
    }

    private static async Task<string> AnswerAsync(IEventLog log, string stream, long expected, NewEvent[] events)
    {
        try
        {
            return await log.AppendAsync(stream, expected, events, CancellationToken.None) switch
            {
                AppendOutcome.Appended stored => $"stored up to {stored.Version}",
                var conflict => conflict.ToString(),
            };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return e.Message;
        }
    }

    private static async Task<List<(string Stream, long Version, Guid Id)>> StoredAsync(IEventLog log, string prefix) =>
        await log.ReadAllAsync(-1, CancellationToken.None)
            .Where(e => e.Stream.StartsWith(prefix, StringComparison.Ordinal))
            .Select(e => (e.Stream, e.Version, e.Id))
            .ToListAsync(CancellationToken.None);
}
