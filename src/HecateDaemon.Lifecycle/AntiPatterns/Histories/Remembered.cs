using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Asks the outside once an hour for what seldom changes; what it failed to say is asked for again at once.</summary>
internal sealed class Remembered<T>(HistorySources source, TimeProvider clock)
    where T : class
{
    private const int Kept = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (T Value, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>Null if the outside cannot be asked; then the source is among the unknown ones, with the reason.</summary>
    public async Task<T?> GetAsync(string key, Dictionary<HistorySources, string> unknown, Func<Task<T>> ask)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var before) && now - before.At < Fresh)
        {
            return before.Value;
        }

        try
        {
            var value = await ask();
            if (known.Count >= Kept)
            {
                known.Clear();
            }

            known[key] = (value, now);
            return value;
        }
        catch (OutsideWorldException e)
        {
            unknown[source] = e.Message;
            return null;
        }
    }
}
