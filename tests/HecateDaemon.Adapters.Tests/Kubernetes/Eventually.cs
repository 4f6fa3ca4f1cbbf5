using System.Diagnostics;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

/// <summary>Waits for something that others bring about, with a deadline that only a broken world reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static async Task<TWanted> Async<TSeen, TWanted>(Func<Task<TSeen>> look, Func<TWanted, bool> isWanted)
        where TWanted : TSeen
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (seen is TWanted wanted && isWanted(wanted))
            {
                return wanted;
            }

            if (Stopwatch.GetElapsedTime(start) > Deadline)
            {
                throw new TimeoutException($"waited {Deadline} for a {typeof(TWanted).Name}; the last seen was {seen}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }
}
