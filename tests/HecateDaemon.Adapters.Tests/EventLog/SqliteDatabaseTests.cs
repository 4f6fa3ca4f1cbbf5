using HecateDaemon.Adapters.Sqlite;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private const string Stream = "deployment-1";
    private readonly TemporaryDatabase temporary = new();
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => temporary.DeleteAsync();

    [Fact]
    public async Task What_was_stored_is_there_after_reopening()
    {
        AppendOutcome first;
        await using (var database = temporary.Open())
        {
            first = await Log(database).AppendAsync(Stream, -1, [Event("a"), Event("b")], ct);
            await new SqliteCheckpoints(database).SaveAsync("policies", 7, ct);
        }

        var reopened = temporary.Open();

        (await AllAsync(reopened)).Select(e => e.Id).ShouldBe([Id("a"), Id("b")]);
        (await new SqliteCheckpoints(reopened).LoadAsync("policies", ct)).ShouldBe(7);
        (await Log(reopened).AppendAsync(Stream, -1, [Event("a"), Event("b")], ct)).ShouldBe(first);
        (await Log(reopened).AppendAsync(Stream, 1, [Event("c")], ct)).ShouldBeOfType<AppendOutcome.Appended>();
    }

    [Fact]
    public async Task Closing_leaves_one_file_that_can_be_copied()
    {
        var database = temporary.Open();
        await Log(database).AppendAsync(Stream, -1, [Event("a")], ct);
        await AllAsync(database);

        await database.DisposeAsync();

        File.Exists($"{temporary.Path}-wal").ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_writer_is_refused_until_the_first_is_closed()
    {
        var first = temporary.Open();

        var refused = Should.Throw<OutsideWorldException>(() => temporary.Open());
        using var child = EventLogChild.Start("open", temporary.Path);
        var childSaid = await child.StandardOutput.ReadToEndAsync(ct);

        refused.Message.ShouldStartWith($"another process writes to the event log {temporary.Path}");
        refused.NeedsPerson.ShouldBeTrue();
        childSaid.Trim().ShouldBe(refused.Message);
        await first.DisposeAsync();
        temporary.Open();
    }

    [Fact]
    public async Task Another_program_may_read_while_the_log_is_written()
    {
        var database = temporary.Open();
        await Log(database).AppendAsync(Stream, -1, [Event("a")], ct);

        temporary.Outside("SELECT count(*) FROM events").ShouldBe(1L);
    }

    [Theory]
    [InlineData("UPDATE events SET type = 'x'")]
    [InlineData("DELETE FROM events")]
    public async Task Not_even_another_program_changes_what_happened(string sql)
    {
        await Log(temporary.Open()).AppendAsync(Stream, -1, [Event("a")], ct);

        Should.Throw<SqliteException>(() => temporary.Outside(sql)).Message.ShouldContain("events are never");
    }

    [Fact]
    public async Task A_slow_reader_keeps_no_read_transaction_open()
    {
        var log = Log(temporary.Open());
        await log.AppendAsync(Stream, -1, [.. Enumerable.Range(0, 600).Select(n => Event($"{n}"))], ct);
        await using var reading = log.ReadAllAsync(-1, ct).GetAsyncEnumerator(ct);
        await reading.MoveNextAsync();
        await log.AppendAsync(Stream, 599, [Event("later")], ct);

        // Its first column is 1 where a reader is in the way.
        temporary.Outside("PRAGMA wal_checkpoint(TRUNCATE)").ShouldBe(0L);
    }

    [Fact]
    public async Task A_full_disk_fails_the_append_and_the_next_one_that_fits_is_stored()
    {
        var database = temporary.Open(maxPages: 100);
        var log = Log(database);
        await log.AppendAsync(Stream, -1, [Event("a")], ct);

        var failed = await Should.ThrowAsync<OutsideWorldException>(() => log.AppendAsync(Stream, 0, [Large("b")], ct));

        failed.Message.ShouldStartWith($"the event log {temporary.Path} has no room left on its disk");
        failed.NeedsPerson.ShouldBeTrue();
        database.Trouble.ShouldBe(failed.Message);
        (await log.AppendAsync(Stream, -1, [Event("a")], ct)).ShouldBeOfType<AppendOutcome.Appended>();
        database.Trouble.ShouldBe(failed.Message, "answering a repeat writes nothing");
        (await AllAsync(database)).ShouldHaveSingleItem();
        await log.AppendAsync(Stream, 0, [Event("c")], ct);
        database.Trouble.ShouldBeNull();
        (await AllAsync(database)).Select(e => e.Id).ShouldBe([Id("a"), Id("c")]);
    }

    [Fact]
    public async Task After_trouble_the_file_is_tried_again_though_nobody_writes()
    {
        var clock = new FakeTimeProvider();
        var database = temporary.Open(busySeconds: 1, clock: clock);
        using var other = temporary.Connect();
        var transaction = other.BeginTransaction(deferred: false);
        await Should.ThrowAsync<OutsideWorldException>(() => Log(database).AppendAsync(Stream, -1, [Event("a")], ct));
        database.Trouble.ShouldNotBeNull();

        transaction.Rollback();

        while (database.Trouble is not null)
        {
            ct.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await AllAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_disk_fills_each_append_is_either_stored_or_answered_with_the_trouble()
    {
        var database = temporary.Open(maxPages: 1000);

        var stored = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
        {
            try
            {
                await Log(database).AppendAsync($"deployment-{n}", -1, [Event("a"), Large("b")], ct);
                return $"deployment-{n}";
            }
            catch (OutsideWorldException)
            {
                return null;
            }
        })));

        stored.Any(s => s is null).ShouldBeTrue();
        (await AllAsync(database)).Select(e => e.Stream).Distinct(StringComparer.Ordinal)
            .ShouldBe(stored.OfType<string>(), ignoreOrder: true);
    }

    [Fact]
    public async Task A_log_that_another_program_locks_is_waited_for_and_then_said_to_be_locked()
    {
        var database = temporary.Open(busySeconds: 1);
        using var other = temporary.Connect();
        var transaction = other.BeginTransaction(deferred: false);

        var failed = await Should.ThrowAsync<OutsideWorldException>(
            () => Log(database).AppendAsync(Stream, -1, [Event("a")], ct));

        failed.Message.ShouldContain("locked by another program");
        failed.NeedsPerson.ShouldBeFalse();
        transaction.Rollback();
        (await Log(database).AppendAsync(Stream, -1, [Event("a")], ct)).ShouldBeOfType<AppendOutcome.Appended>();
    }

    [Fact]
    public async Task Closing_answers_what_waits_and_refuses_what_comes()
    {
        var database = temporary.Open();
        var log = Log(database);
        await using var subscription = log.SubscribeAsync(-1, ct).GetAsyncEnumerator(ct);
        var next = subscription.MoveNextAsync();
        var appends = Enumerable.Range(0, 50).Select(n => log.AppendAsync($"deployment-{n}", -1, [Event("a")], ct)).ToList();

        await database.DisposeAsync();

        (await Task.WhenAll(appends)).ShouldAllBe(o => o is AppendOutcome.Appended);
        await Should.ThrowAsync<ObjectDisposedException>(() => log.AppendAsync(Stream, -1, [Event("a")], ct));
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
        {
            while (await next)
            {
                next = subscription.MoveNextAsync();
            }
        });
        (await AllAsync(temporary.Open())).Count.ShouldBe(50);
    }

    private static SqliteEventLog Log(SqliteDatabase database) => new(database, TimeProvider.System);

    private static NewEvent Large(string name) => Event(name) with { Data = new byte[900_000] };

    private async Task<List<StoredEvent>> AllAsync(SqliteDatabase database) =>
        await Log(database).ReadAllAsync(-1, ct).ToListAsync(ct);
}
