using System.Text;
using HecateDaemon.Adapters.EventStoreDb;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

/// <summary>The way from an embedded log into EventStoreDB.</summary>
public sealed class EventStoreImportTests : EventStoreTraps
{
    private static readonly DateTimeOffset Long = new(2020, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_cut_off_in_an_append_is_brought_once_with_ids_order_times_and_metadata(bool isStored)
    {
        var (before, lines) = await ExportedAsync();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Server.Node.FaultOf = append => append.Stream is "hecate.deployment-2" ? Cut(cut, isStored) : null;
        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(lines, cut.Token));
        Server.Node.FaultOf = _ => null;

        var imported = await ImportAsync(lines, Ct);

        imported.There.ShouldBeGreaterThanOrEqualTo(2);
        (imported.There + imported.Brought).ShouldBe(before.Count);
        var after = await AllAsync(Log());
        after.Select(e => (e.Stream, e.Version, e.Id, e.Type)).ShouldBe(before.Select(e => (e.Stream, e.Version, e.Id, e.Type)));
        after.Select(EventMetadata.RecordedAtOf).ShouldAllBe(at => at == Long);
        after.Select(e => Encoding.UTF8.GetString(e.Metadata.Span)).ShouldAllBe(m => m == """{"reason":"größer","recorded_at":1580702706789}""");
        using var checkpoints = Checkpoints(Connection());
        (await checkpoints.LoadAsync(PolicyRunner.Reader, Ct)).ShouldBe(after[3].Position);
        (await ImportAsync(lines, Ct)).ShouldBe(new Imported(before.Count, 0));
    }

    /// <summary>The append hangs, and then nobody waits for it any more.</summary>
    private static StandInFault Cut(CancellationTokenSource import, bool isStored)
    {
        import.Cancel();
        return new StandInFault(Error: null) { TakesEffect = isStored };
    }

    /// <summary>Two deployments that took turns; the policies had come to the fourth event.</summary>
    private async Task<(List<StoredEvent> Events, List<EventLine> Lines)> ExportedAsync()
    {
        var log = new InMemoryEventLog(new FakeTimeProvider(Long));
        var checkpoints = new InMemoryCheckpoints();
        await log.AppendAsync(Stream, -1, [Told("a"), Told("b")], Ct);
        await log.AppendAsync("deployment-2", -1, [Told("c"), Told("d")], Ct);
        await log.AppendAsync(Stream, 1, [Told("e")], Ct);
        await checkpoints.SaveAsync(PolicyRunner.Reader, 3, Ct);
        var lines = new EventExport(log, checkpoints).LinesAsync(-1, Ct).Select(line => EventLine.Parse(line.ToJson()));
        return (await log.ReadAllAsync(-1, Ct).ToListAsync(Ct), await lines.ToListAsync(Ct));
    }

    private static NewEvent Told(string name) => Event(name) with { Metadata = Encoding.UTF8.GetBytes("""{"reason":"größer"}""") };

    private async Task<Imported> ImportAsync(List<EventLine> lines, CancellationToken ct)
    {
        using var checkpoints = Checkpoints(Connection());
        return await new EventImport(Log(), checkpoints).RunAsync(lines.ToAsyncEnumerable(), ct);
    }

    private EventStoreConnection Connection() => Connect($"esdb://127.0.0.1:{Server.Port}?tls=false");
}
