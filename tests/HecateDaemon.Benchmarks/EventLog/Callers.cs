using System.Diagnostics;

namespace HecateDaemon.Benchmarks;

/// <summary>Callers that each do one thing after the other, all at the same time.</summary>
internal static class Callers
{
    /// <summary>Gives how many things were done in a second.</summary>
    public static async Task<double> RateAsync(int callers, TimeSpan time, Func<int, int, Task> doAsync)
    {
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var n = 0;
            while (Stopwatch.GetElapsedTime(began) < time)
            {
                await doAsync(caller, n++);
            }

            return n;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
