using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using Microsoft.Extensions.Time.Testing;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>What every event log promises; each implementation derives its tests from here.</summary>
public abstract partial class EventLogContract : IAsyncLifetime
{
    private const string Stream = "deployment-1";
    private IEventLog log = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero));

    protected CancellationToken Ct { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public async Task InitializeAsync() => log = await NewLogAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected abstract Task<IEventLog> NewLogAsync();

    /// <summary>A server elsewhere has a clock of its own.</summary>
    protected virtual bool HasTheTestsClock => true;

    [Fact]
    public async Task An_empty_log_reads_as_nothing()
    {
        (await AllAsync()).ShouldBeEmpty();
        (await StreamAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Versions_count_from_zero_and_each_append_answers_with_its_last_event()
    {
        var first = await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);
        var second = await log.AppendAsync(Stream, 1, [Event("c")], Ct);

        var stored = await StreamAsync();
        stored.Select(e => e.Version).ShouldBe([0, 1, 2]);
        stored.Select(e => e.Id).ShouldBe([Id("a"), Id("b"), Id("c")]);
        first.ShouldBe(new AppendOutcome.Appended(1, stored[1].Position));
        second.ShouldBe(new AppendOutcome.Appended(2, stored[2].Position));
    }

    [Fact]
    public async Task An_event_is_read_as_it_was_written()
    {
        byte[] data = [.. "{\"a\" : \"ü\\u0000\"}\r\n"u8];
        byte[] metadata = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];

        var written = new NewEvent(Id("a"), "thing_happened_v1", data, metadata);
        await log.AppendAsync("division-Ünïcode/π 😀'%", -1, [written], Ct);

        var stored = (await AllAsync()).ShouldHaveSingleItem();
        stored.Stream.ShouldBe("division-Ünïcode/π 😀'%");
        stored.Id.ShouldBe(Id("a"));
        stored.Type.ShouldBe("thing_happened_v1");
        stored.Data.ToArray().ShouldBe(data);
        stored.Metadata.ToArray().ShouldBe(metadata);
        if (HasTheTestsClock)
        {
            stored.RecordedAt.ShouldBe(Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Empty_data_and_metadata_are_kept_as_empty()
    {
        await log.AppendAsync(Stream, -1, [Event("a") with { Data = default, Metadata = default }], Ct);

        var stored = (await AllAsync()).ShouldHaveSingleItem();
        stored.Data.IsEmpty.ShouldBeTrue();
        stored.Metadata.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_caller_does_to_its_buffer_later_does_not_reach_the_log()
    {
        byte[] data = [1, 2, 3];
        await log.AppendAsync(Stream, -1, [Event("a") with { Data = data }], Ct);

        data[0] = 9;

        (await AllAsync()).ShouldHaveSingleItem().Data.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task An_append_takes_the_largest_size_and_nothing_above_it()
    {
        var largest = Event("a") with { Data = new byte[EventLogLimits.AppendBytes - 2 - (2 * Event("a").Type.Length)] };
        await log.AppendAsync(Stream, -1, [largest], Ct);

        await Should.ThrowAsync<ArgumentException>(
            () => log.AppendAsync(Stream, 0, [largest with { Id = Id("b"), Metadata = new byte[3] }], Ct));

        (await AllAsync()).ShouldHaveSingleItem().Data.Length.ShouldBe(largest.Data.Length);
    }

    [Fact]
    public async Task Several_pages_of_large_events_are_read_whole_and_in_order()
    {
        for (var n = 0; n < 12; n++)
        {
            await log.AppendAsync(Stream, n - 1, [Event($"{n}") with { Data = new byte[1_000_000] }], Ct);
        }

        (await AllAsync()).Select(e => e.Version).ShouldBe(Enumerable.Range(0, 12).Select(n => (long)n));
        (await StreamAsync()).Count.ShouldBe(12);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(long.MaxValue)]
    public async Task A_wrong_expected_version_is_a_conflict_with_the_actual_one_and_stores_nothing(long expected)
    {
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);

        var outcome = await log.AppendAsync(Stream, expected, [Event("x")], Ct);

        outcome.ShouldBe(new AppendOutcome.Conflict(1));
        (await AllAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_without_events_has_the_actual_version_minus_one()
    {
        (await log.AppendAsync(Stream, 0, [Event("a")], Ct)).ShouldBe(new AppendOutcome.Conflict(-1));
    }

    [Fact]
    public async Task The_identical_append_again_answers_as_the_first_time_also_after_others()
    {
        var first = await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);
        var second = await log.AppendAsync(Stream, 1, [Event("c")], Ct);
        await log.AppendAsync("deployment-2", -1, [Event("d")], Ct);

        (await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct)).ShouldBe(first);
        (await log.AppendAsync(Stream, 1, [Event("c")], Ct)).ShouldBe(second);
        (await AllAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_append_that_only_begins_like_a_stored_one_is_a_conflict()
    {
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);

        (await log.AppendAsync(Stream, -1, [Event("a"), Event("x")], Ct)).ShouldBe(new AppendOutcome.Conflict(1));
        (await log.AppendAsync(Stream, -1, [Event("a"), Event("b"), Event("c")], Ct)).ShouldBe(new AppendOutcome.Conflict(1));
        (await AllAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_ids_with_other_data_are_the_append_of_the_first_time()
    {
        var first = await log.AppendAsync(Stream, -1, [Event("a") with { Data = "{\"n\":1}"u8.ToArray() }], Ct);

        (await log.AppendAsync(Stream, -1, [Event("a") with { Data = "{\"n\":2}"u8.ToArray() }], Ct)).ShouldBe(first);

        (await AllAsync()).ShouldHaveSingleItem().Data.ToArray().ShouldBe("{\"n\":1}"u8.ToArray());
    }

    [Fact]
    public async Task Many_large_appends_at_once_are_all_stored()
    {
        var large = Event("a") with { Data = new byte[1_000_000] };

        await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => log.AppendAsync($"{Stream}{n}", -1, [large], Ct))));

        (await AllAsync()).Count.ShouldBe(16);
    }

    [Fact]
    public async Task The_same_id_in_another_stream_is_another_event()
    {
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await log.AppendAsync("deployment-2", -1, [Event("a")], Ct);

        (await AllAsync()).Select(e => e.Stream).ShouldBe([Stream, "deployment-2"]);
    }

    [Fact]
    public async Task An_append_of_nothing_or_of_one_id_twice_or_below_minus_one_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(Stream, -1, [], Ct));
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(Stream, -1, [Event("a"), Event("a")], Ct));
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(Stream, -2, [Event("a")], Ct));
        (await AllAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("$all")]
    [InlineData("$$deployment-1")]
    [InlineData("deployment-\n")]
    [InlineData("deployment-\0")]
    [InlineData("deployment-\u0085")]
    [InlineData("deployment-\ud800")]
    public async Task An_odd_name_of_a_stream_is_refused(string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(name, -1, [Event("a")], Ct));
        await Should.ThrowAsync<ArgumentException>(() => log.ReadStreamAsync(name, -1, Ct).ToListAsync(Ct).AsTask());
        (await AllAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_may_be_long_but_not_longer_than_the_limit()
    {
        var longest = new string('x', EventLogLimits.NameLength);
        await log.AppendAsync(longest, -1, [Event("a") with { Type = longest }], Ct);

        await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync($"{longest}x", -1, [Event("a")], Ct));
        foreach (var type in (string[])["", $"{longest}x", "$thing"])
        {
            await Should.ThrowAsync<ArgumentException>(() => log.AppendAsync(Stream, -1, [Event("a") with { Type = type }], Ct));
        }

        var stored = (await AllAsync()).ShouldHaveSingleItem();
        (stored.Stream, stored.Type).ShouldBe((longest, longest));
    }

    [Fact]
    public async Task Callers_that_race_for_one_stream_leave_no_gap_and_nothing_twice()
    {
        const int Callers = 8, Each = 25;
        var acknowledged = new ConcurrentBag<(Guid Id, long Version, long Position)>();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var version = -1L;
            for (var n = 0; n < Each; n++)
            {
                var happened = Event($"{caller}/{n}");
                AppendOutcome outcome;
                while ((outcome = await log.AppendAsync(Stream, version, [happened], Ct)) is AppendOutcome.Conflict lost)
                {
                    version = lost.ActualVersion;
                }

                var appended = outcome.ShouldBeOfType<AppendOutcome.Appended>();
                version = appended.Version;
                acknowledged.Add((happened.Id, appended.Version, appended.Position));
            }
        })));

        var stored = await StreamAsync();
        stored.Select(e => e.Version).ShouldBe(Enumerable.Range(0, Callers * Each).Select(v => (long)v));
        stored.Select(e => (e.Id, e.Version, e.Position)).ShouldBe(acknowledged.OrderBy(a => a.Version));
        stored.Select(e => e.Position).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task Appends_to_many_streams_at_once_are_each_stored_together()
    {
        const int Streams = 200;

        await Task.WhenAll(Enumerable.Range(0, Streams).Select(n => Task.Run(async () =>
        {
            await log.AppendAsync($"deployment-{n}", -1, [Event("a"), Event("b"), Event("c")], Ct);
            await log.AppendAsync($"deployment-{n}", 2, [Event("d")], Ct);
        })));

        var all = await AllAsync();
        all.Count.ShouldBe(Streams * 4);
        all.Select(e => e.Position).ShouldBeUnique();
        all.GroupBy(e => e.Stream, StringComparer.Ordinal)
            .ShouldAllBe(s => s.Select(e => e.Version).SequenceEqual(new long[] { 0, 1, 2, 3 }));
        all.Where(e => e.Version < 3).Chunk(3).ShouldAllBe(c => c.All(e => e.Stream == c[0].Stream));
    }

    private async Task<List<StoredEvent>> AllAsync(long after = -1) => await log.ReadAllAsync(after, Ct).ToListAsync(Ct);

    private async Task<List<StoredEvent>> StreamAsync(long after = -1) =>
        await log.ReadStreamAsync(Stream, after, Ct).ToListAsync(Ct);
}
