using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

/// <summary>The promises to callers that race, wait or give up.</summary>
public abstract partial class EventLogContract
{
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
        all.GroupBy(e => e.Stream, StringComparer.Ordinal).ShouldAllBe(s => s.Select(e => e.Version).SequenceEqual(new long[] { 0, 1, 2, 3 }));
        all.Where(e => e.Version < 3).Chunk(3).ShouldAllBe(c => c.All(e => e.Stream == c[0].Stream));
    }

    [Fact]
    public async Task A_subscription_gives_what_is_there_and_then_what_comes_without_a_gap_while_appends_race()
    {
        const int Before = 700, After = 300;
        for (var n = 0; n < Before; n += 100)
        {
            await log.AppendAsync(Stream, n - 1, [.. Enumerable.Range(n, 100).Select(i => Event($"{i}"))], Ct);
        }

        var appending = Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; n < After / 4; n++)
            {
                await log.AppendAsync($"deployment-2{caller}", n - 1, [Event($"{n}")], Ct);
            }
        })));
        var seen = await log.SubscribeAsync(-1, Ct).Take(Before + After).ToListAsync(Ct);
        await appending;

        seen.Select(e => e.Position).ShouldBe((await AllAsync()).Select(e => e.Position));
    }

    [Fact]
    public async Task A_waiting_subscription_is_woken_by_an_append()
    {
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        var start = (await AllAsync())[^1].Position;
        await using var subscription = log.SubscribeAsync(start, Ct).GetAsyncEnumerator(Ct);

        foreach (var name in (string[])["b", "c"])
        {
            var next = subscription.MoveNextAsync();
            next.IsCompleted.ShouldBeFalse();
            await log.AppendAsync($"deployment-{name}", -1, [Event(name)], Ct);

            (await next).ShouldBeTrue();
            subscription.Current.Id.ShouldBe(Id(name));
        }
    }

    [Fact]
    public async Task A_waiting_subscription_ends_when_it_is_cancelled()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var subscription = log.SubscribeAsync(-1, cancelled.Token).GetAsyncEnumerator(Ct);
        var next = subscription.MoveNextAsync();

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Fact]
    public async Task A_cancelled_caller_gets_neither_an_append_nor_a_read()
    {
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(() => log.AppendAsync(Stream, 0, [Event("b")], cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => log.ReadAllAsync(-1, cancelled).ToListAsync(Ct).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(() => log.ReadStreamAsync(Stream, -1, cancelled).ToListAsync(Ct).AsTask());

        (await AllAsync()).ShouldHaveSingleItem();
    }
}
