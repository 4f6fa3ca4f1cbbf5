using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

public sealed class CommitSignalTests
{
    private readonly CancellationToken ct = new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [Fact]
    public async Task A_commit_just_after_the_read_looked_is_not_missed()
    {
        var signal = new CommitSignal();
        var reads = 0;

        var followed = await signal.FollowAsync(Read, position: -1, ct).FirstAsync(ct);

        followed.Position.ShouldBe(5);
        reads.ShouldBe(2);

        IAsyncEnumerable<StoredEvent> Read(long after)
        {
            if (++reads == 2)
            {
                return new[] { Event(5) }.ToAsyncEnumerable();
            }

            signal.Raise();
            return AsyncEnumerable.Empty<StoredEvent>();
        }
    }

    [Fact]
    public async Task Each_read_starts_after_the_last_event_that_was_given()
    {
        var signal = new CommitSignal();
        var starts = new List<long>();

        await using var following = signal.FollowAsync(Read, position: 3, ct).GetAsyncEnumerator(ct);
        await following.MoveNextAsync();
        var next = following.MoveNextAsync();
        signal.Raise();
        await next;

        starts.ShouldBe([3, 4]);

        IAsyncEnumerable<StoredEvent> Read(long after)
        {
            starts.Add(after);
            return new[] { Event(after + 1) }.ToAsyncEnumerable();
        }
    }

    private static StoredEvent Event(long position) =>
        new(position, "lamp-1", Version: 0, Guid.Empty, "lamp_lit_v1", default, default, DateTimeOffset.UnixEpoch);
}
