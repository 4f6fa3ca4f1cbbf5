using Microsoft.Extensions.Time.Testing;

namespace HecateDaemon.Lifecycle.Tests.Deployments;

/// <summary>A clock that knows whether those whom it woke up went to sleep again, so that time does not run away from them.</summary>
internal sealed class WorldClock : FakeTimeProvider
{
    private int awake;

    public WorldClock(DateTimeOffset now)
        : base(now)
    {
    }

    public bool IsAnybodyAwake => Volatile.Read(ref awake) > 0;

    public void LetASecondPass()
    {
        Volatile.Write(ref awake, 0);
        Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>What comes by itself again and again does not count.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        if (IsAnybodyAwake)
        {
            Interlocked.Decrement(ref awake);
        }

        return base.CreateTimer(
            s =>
            {
                Interlocked.Increment(ref awake);
                callback(s);
            },
            state, dueTime, period);
    }
}
