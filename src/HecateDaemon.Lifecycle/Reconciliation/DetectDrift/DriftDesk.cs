using System.Collections.Concurrent;
using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The one way to an environment's drift: load, decide, append at the expected version. What was loaded is remembered, so a quiet round reads nothing.</summary>
public sealed class DriftDesk(IEventLog log, EventCodec codec)
{
    private const int MaxRaces = 64;
    private const int LargestAppend = 100;
    private static readonly Guid Space = new("5f0a6b9e-6f5e-4a53-9d0c-0c7b3f6f1d55");
    private readonly ConcurrentDictionary<EnvironmentName, Known> remembered = new();

    public static string StreamOf(EnvironmentName environment) => $"drift-{environment}";

    /// <summary>Records what is news in a look; answers what is known after it.</summary>
    public async Task<IReadOnlyCollection<Drift>> RecordAsync(DriftLook look, string by, CancellationToken ct)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var known = await LoadAsync(look.Environment, ct);
            var news = DriftDecider.Decide(known.Drift, look).Take(LargestAppend).ToList();
            if (news is [])
            {
                return [.. known.Drift.Values];
            }

            if (await AppendAsync(look, known, news, by, ct))
            {
                var version = known.Version + news.Count;
                remembered[look.Environment] = new(news.Aggregate(known.Drift, DriftDecider.Evolve), version);
            }
            else
            {
                remembered.TryRemove(look.Environment, out _);
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on the drift of {look.Environment}");
    }

    /// <summary>The command's id follows from the version it is decided at, so that a repeat is known as one.</summary>
    private async Task<bool> AppendAsync(DriftLook look, Known known, List<DriftEvent> news, string by, CancellationToken ct)
    {
        var stream = StreamOf(look.Environment);
        var issued = Issued.ByCaller(NameBasedId.From(Space, $"{look.Environment}@{known.Version} {look.At.ToUnixTimeMilliseconds()}"), Actor.Policy(by), look.At);
        var events = news.Select((e, i) => codec.Encode(e, i, issued.Metadata(reason: null))).ToList();
        return await log.AppendAsync(stream, known.Version, events, ct) is AppendOutcome.Appended;
    }

    private async Task<Known> LoadAsync(EnvironmentName environment, CancellationToken ct)
    {
        if (remembered.TryGetValue(environment, out var known))
        {
            return known;
        }

        known = new(ImmutableDictionary<string, Drift>.Empty.WithComparers(StringComparer.Ordinal), -1);
        await foreach (var stored in log.ReadStreamAsync(StreamOf(environment), afterVersion: -1, ct))
        {
            known = new(DriftDecider.Evolve(known.Drift, (DriftEvent)codec.Decode(stored)), stored.Version);
        }

        return remembered[environment] = known;
    }

    private sealed record Known(ImmutableDictionary<string, Drift> Drift, long Version);
}
