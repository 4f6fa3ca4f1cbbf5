using static HecateDaemon.Adapters.Tests.EventLog.Events;

namespace HecateDaemon.Adapters.Tests.EventLog;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task Reading_starts_after_the_version_or_position_that_is_named()
    {
        await log.AppendAsync(Stream, -1, [Event("a")], Ct);
        await log.AppendAsync("deployment-2", -1, [Event("b")], Ct);
        await log.AppendAsync(Stream, 0, [Event("c"), Event("d")], Ct);
        var all = await AllAsync();

        all.Select(e => e.Id).ShouldBe([Id("a"), Id("b"), Id("c"), Id("d")]);
        all.Select(e => e.Position).ShouldBeInOrder(SortDirection.Ascending);
        (await AllAsync(all[1].Position)).Select(e => e.Id).ShouldBe([Id("c"), Id("d")]);
        (await AllAsync(all[3].Position)).ShouldBeEmpty();
        (await AllAsync(all[3].Position + (1L << 40))).ShouldBeEmpty();
        (await StreamAsync(after: 0)).Select(e => e.Id).ShouldBe([Id("c"), Id("d")]);
        (await StreamAsync(after: 2)).ShouldBeEmpty();
        (await StreamAsync(after: 1000)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_streams_that_grew_in_turns_are_read_whole_from_any_version()
    {
        const int Rounds = 9, Length = 100;
        string[] streams = [Stream, "deployment-2", "deployment-3"];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var stream in streams[..(round < 2 ? 3 : 2)])
            {
                var events = Enumerable.Range(round * Length, Length).Select(n => Event($"{stream} {n}"));
                await log.AppendAsync(stream, (round * Length) - 1, [.. events], Ct);
            }
        }

        foreach (var (stream, length) in streams.Zip([Rounds * Length, Rounds * Length, 2 * Length]))
        {
            foreach (var after in (int[])[-1, 0, length / 2, length - 2, length - 1])
            {
                var read = await log.ReadStreamAsync(stream, after, Ct).ToListAsync(Ct);
                read.Select(e => e.Id).ShouldBe(Enumerable.Range(after + 1, length - after - 1).Select(n => Id($"{stream} {n}")));
            }
        }
    }

    [Fact]
    public async Task A_read_ends_where_the_log_ended_when_it_began()
    {
        await log.AppendAsync(Stream, -1, [Event("a"), Event("b")], Ct);
        var seen = new List<string>();

        await foreach (var e in log.ReadAllAsync(-1, Ct))
        {
            seen.Add($"{e.Stream}@{e.Version}");
            await log.AppendAsync($"{Stream}-{seen.Count}", -1, [Event("x")], Ct);
        }

        seen.ShouldBe([$"{Stream}@0", $"{Stream}@1"]);
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
        await Should.ThrowAsync<OperationCanceledException>(
            () => log.ReadStreamAsync(Stream, -1, cancelled).ToListAsync(Ct).AsTask());

        (await AllAsync()).ShouldHaveSingleItem();
    }
}
