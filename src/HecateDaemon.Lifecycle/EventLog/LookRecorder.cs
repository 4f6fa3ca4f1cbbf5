using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>
/// The one way to what looks at an environment have found: load, decide, append at the expected version. What was loaded is
/// remembered and only what came after it is read, so a quiet round writes nothing and reads next to nothing. The streams are
/// called after a name and the environment; the commands' ids are named in the given space.
/// </summary>
internal sealed class LookRecorder<TKnown, TEvent>(
    string name, Guid space, IEventLog log, EventCodec codec, TKnown nothing, Func<TKnown, TEvent, TKnown> evolve)
    where TEvent : notnull
{
    private const int MaxRaces = 64;
    private const int LargestAppend = 100;
    private readonly ConcurrentDictionary<EnvironmentName, Remembered> all = new();

    public async Task<TKnown> KnownAsync(EnvironmentName environment, CancellationToken ct) =>
        (await LoadAsync(StreamOf(environment), environment, ct)).Known;

    /// <summary>Records what is news in a look at this time. Answers with what is known after it, and with the news.</summary>
    public async Task<(TKnown Known, IReadOnlyList<TEvent> News)> RecordAsync(
        EnvironmentName environment, DateTimeOffset at, string by, Func<TKnown, IEnumerable<TEvent>> decide, CancellationToken ct)
    {
        var stream = StreamOf(environment);
        var recorded = new List<TEvent>();
        for (var lost = 0; lost < MaxRaces;)
        {
            var before = await LoadAsync(stream, environment, ct);
            var news = decide(before.Known).Take(LargestAppend).ToList();
            if (news is [])
            {
                return (before.Known, recorded);
            }

            // The command's id follows from the version it is decided at, so that a repeat is known as one.
            var command = NameBasedId.From(space, $"{stream}@{before.Version} {at.ToUnixTimeMilliseconds()}");
            var metadata = Issued.ByCaller(command, Actor.Policy(by), at).Metadata(reason: null);
            var events = news.Select((e, i) => codec.Encode(e, i, metadata)).ToList();
            if (await log.AppendAsync(stream, before.Version, events, ct) is not AppendOutcome.Appended)
            {
                lost++;
                continue;
            }

            all[environment] = new(news.Aggregate(before.Known, evolve), before.Version + news.Count);
            recorded.AddRange(news);
            lost = 0;
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on {stream}");
    }

    private string StreamOf(EnvironmentName environment) => $"{name}-{environment}";

    private async Task<Remembered> LoadAsync(string stream, EnvironmentName environment, CancellationToken ct)
    {
        var seen = all.GetValueOrDefault(environment, new(nothing, -1));
        await foreach (var stored in log.ReadStreamAsync(stream, seen.Version, ct))
        {
            seen = new(evolve(seen.Known, (TEvent)codec.Decode(stored)), stored.Version);
        }

        return all[environment] = seen;
    }

    private sealed record Remembered(TKnown Known, long Version);
}
