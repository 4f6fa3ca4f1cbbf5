using System.Text;
using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>From one log into another, through lines, and by backup.</summary>
public sealed class EventTransferTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Long = new(2020, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);
    private readonly TemporaryDatabase from = new();
    private readonly TemporaryDatabase to = new();
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await from.DeleteAsync();
        await to.DeleteAsync();
    }

    [Fact]
    public async Task Ids_order_times_and_contents_are_kept()
    {
        var source = await FilledAsync();
        var target = new Pair(to.Open());

        var imported = await ImportAsync(target, await ExportAsync(source));

        imported.ShouldBe(new Imported(There: 0, Brought: 6));
        var (before, after) = (await AllAsync(source), await AllAsync(target));
        after.Select(e => (e.Stream, e.Version, e.Id, e.Type)).ShouldBe(before.Select(e => (e.Stream, e.Version, e.Id, e.Type)));
        after.Select(e => Encoding.UTF8.GetString(e.Data.Span)).ShouldBe(before.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
        after.Select(EventMetadata.RecordedAtOf).ShouldAllBe(at => at == Long);
        Encoding.UTF8.GetString(after[0].Metadata.Span).ShouldBe("{\"actor\":\"größer\",\"recorded_at\":1580702706789}");
        Encoding.UTF8.GetString(after[1].Metadata.Span).ShouldBe("{\"recorded_at\":1580702706789}");
    }

    [Fact]
    public async Task The_policies_go_on_behind_the_event_that_they_had_come_to()
    {
        var source = await FilledAsync();
        await source.Checkpoints.SaveAsync(PolicyRunner.Reader, (await AllAsync(source))[3].Position, ct);
        var target = new Pair(to.Open());
        await target.Log.AppendAsync("a", -1, [Event("a0")], ct);

        await ImportAsync(target, await ExportAsync(source));

        (await target.Checkpoints.LoadAsync(PolicyRunner.Reader, ct)).ShouldBe((await AllAsync(target))[3].Position);
    }

    [Fact]
    public async Task An_import_that_was_cut_off_is_repeated_and_brings_the_rest_and_then_nothing()
    {
        var lines = await ExportAsync(await FilledAsync());
        var target = new Pair(to.Open());

        (await ImportAsync(target, lines[..4])).ShouldBe(new Imported(There: 0, Brought: 4));
        (await ImportAsync(target, lines)).ShouldBe(new Imported(There: 4, Brought: 2));
        await target.Log.AppendAsync("c", -1, [Event("c0")], ct);
        (await ImportAsync(target, lines)).ShouldBe(new Imported(There: 6, Brought: 0));
        (await AllAsync(target)).Count.ShouldBe(7);
    }

    [Fact]
    public async Task An_export_that_was_cut_off_before_it_told_how_far_the_policies_were_tells_it()
    {
        var source = await FilledAsync();
        var last = (await AllAsync(source))[^1].Position;
        await source.Checkpoints.SaveAsync(PolicyRunner.Reader, last, ct);

        var rest = await new EventExport(source.Log, source.Checkpoints).LinesAsync(last, ct).ToListAsync(ct);

        rest.ShouldHaveSingleItem().ShouldBe(new EventLine.Checkpoint(PolicyRunner.Reader));
    }

    [Fact]
    public async Task A_log_with_other_events_is_refused_and_left_as_it_was()
    {
        var lines = await ExportAsync(await FilledAsync());
        var target = new Pair(to.Open());
        await target.Log.AppendAsync("a", -1, [Event("other")], ct);

        var refused = await Should.ThrowAsync<InvalidDataException>(() => ImportAsync(target, lines));

        refused.Message.ShouldStartWith("the log holds other events: at position 1 it has thing_happened_v1 (a@0)");
        (await AllAsync(target)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Any_log_takes_what_another_gave()
    {
        var source = await FilledAsync();
        var memory = new Pair(new InMemoryEventLog(TimeProvider.System), new InMemoryCheckpoints());
        var again = new Pair(to.Open());

        await ImportAsync(memory, await ExportAsync(source));
        await ImportAsync(again, await ExportAsync(memory));

        (await AllAsync(again)).Select(e => (e.Stream, e.Version, e.Id)).ShouldBe((await AllAsync(source)).Select(e => (e.Stream, e.Version, e.Id)));
        (await AllAsync(again)).Select(EventMetadata.RecordedAtOf).ShouldAllBe(at => at == Long);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"position":1,"stream":"a","version":0,"event_id":"x","type":"t","recorded_at":1,"data":{},"metadata":{}}""")]
    public void What_is_no_line_of_an_export_is_refused(string line) =>
        Should.Throw<InvalidDataException>(() => EventLine.Parse(Encoding.UTF8.GetBytes(line))).Message.ShouldStartWith("it is no line of an export");

    [Fact]
    public async Task A_backup_holds_what_was_stored_while_the_log_goes_on()
    {
        var source = await FilledAsync();
        var beside = TemporaryDatabase.New(from.Path);
        beside.OpenToRead();
        var target = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(from.Path)!, "backup.db");

        beside.BackUpTo(target);
        await source.Log.AppendAsync("later", -1, [Event("later")], ct);

        await using var restored = TemporaryDatabase.New(target);
        restored.Open();
        (await AllAsync(new Pair(restored))).Select(e => e.Id).ShouldBe((await AllAsync(source)).SkipLast(1).Select(e => e.Id));
        Should.Throw<OutsideWorldException>(() => beside.BackUpTo(target)).Message.ShouldContain("it is there already");
    }

    [Fact]
    public async Task A_log_that_is_only_read_sees_what_another_writes_and_writes_nothing()
    {
        var source = await FilledAsync();
        var beside = TemporaryDatabase.New(from.Path);
        beside.OpenToRead();
        await source.Log.AppendAsync("later", -1, [Event("later")], ct);

        (await AllAsync(new Pair(beside))).Count.ShouldBe(7);
        await Should.ThrowAsync<ObjectDisposedException>(() => new Pair(beside).Log.AppendAsync("x", -1, [Event("x")], ct));
        Should.Throw<OutsideWorldException>(() => TemporaryDatabase.New(to.Path).OpenToRead()).Message.ShouldStartWith("there is no event log");
    }

    private async Task<Pair> FilledAsync()
    {
        var pair = new Pair(new SqliteEventLog(from.Open(), new FakeTimeProvider(Long)), new InMemoryCheckpoints());
        await pair.Log.AppendAsync("a", -1, [Event("a0") with { Metadata = Encoding.UTF8.GetBytes("{\"actor\":\"größer\"}") }], ct);
        await pair.Log.AppendAsync("b", -1, [Event("b0") with { Data = Encoding.UTF8.GetBytes("{\"q\":\"\\u00e9 \\\"x\\\"\", \"n\":1.50}") }, Event("b1")], ct);
        await pair.Log.AppendAsync("a", 0, [Event("a1"), Event("a2")], ct);
        await pair.Log.AppendAsync("b", 1, [Event("b2") with { Data = new byte[] { (byte)'{', (byte)'}' } }], ct);
        return pair;
    }

    private async Task<List<EventLine>> ExportAsync(Pair pair) => await new EventExport(pair.Log, pair.Checkpoints)
        .LinesAsync(-1, ct).Select(line => EventLine.Parse(line.ToJson())).ToListAsync(ct);

    private Task<Imported> ImportAsync(Pair pair, List<EventLine> lines) =>
        new EventImport(pair.Log, pair.Checkpoints).RunAsync(lines.ToAsyncEnumerable(), ct);

    private async Task<List<StoredEvent>> AllAsync(Pair pair) => await pair.Log.ReadAllAsync(-1, ct).ToListAsync(ct);

    private sealed record Pair(IEventLog Log, ICheckpoints Checkpoints)
    {
        public Pair(SqliteDatabase database)
            : this(new SqliteEventLog(database, TimeProvider.System), new SqliteCheckpoints(database))
        {
        }
    }
}
