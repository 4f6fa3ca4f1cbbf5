using System.Collections.Concurrent;
using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// The one way to what is known to be wrong in an environment: load, decide, append at the expected version. What was loaded
/// is remembered and only what came after it is read, so a quiet round writes nothing and reads next to nothing.
/// </summary>
internal sealed class FindingDesk(IEventLog log, EventCodec codec)
{
    private const int MaxRaces = 64;
    private const int LargestAppend = 100;
    private static readonly Guid Space = new("1b9a4f0e-52d0-4c63-8f0b-6a3d1f7a9c42");
    private readonly ConcurrentDictionary<EnvironmentName, Known> remembered = new();

    public static string StreamOf(EnvironmentName environment) => $"antipatterns-{environment}";

    public async Task<IReadOnlyCollection<Finding>> KnownAsync(EnvironmentName environment, CancellationToken ct) =>
        [.. (await LoadAsync(environment, ct)).Findings.Values];

    /// <summary>Records what is news in a look, and answers with it.</summary>
    public async Task<IReadOnlyList<AntiPatternEvent>> RecordAsync(FindingLook look, string by, CancellationToken ct)
    {
        var recorded = new List<AntiPatternEvent>();
        for (var race = 0; race < MaxRaces; race++)
        {
            var known = await LoadAsync(look.Environment, ct);
            var news = FindingDecider.Decide(known.Findings, look).Take(LargestAppend).ToList();
            if (news is [])
            {
                return recorded;
            }

            if (await AppendAsync(look, known, news, by, ct))
            {
                remembered[look.Environment] = new(news.Aggregate(known.Findings, FindingDecider.Evolve), known.Version + news.Count);
                recorded.AddRange(news);
                race = 0;
            }
        }

        throw new InvalidOperationException($"lost {MaxRaces} races in a row on the anti-patterns of {look.Environment}");
    }

    /// <summary>The command's id follows from the version it is decided at, so that a repeat is known as one.</summary>
    private async Task<bool> AppendAsync(FindingLook look, Known known, List<AntiPatternEvent> news, string by, CancellationToken ct)
    {
        var stream = StreamOf(look.Environment);
        var issued = Issued.ByCaller(NameBasedId.From(Space, $"{stream}@{known.Version} {look.At.ToUnixTimeMilliseconds()}"), Actor.Policy(by), look.At);
        var events = news.Select((e, i) => codec.Encode(e, i, issued.Metadata(reason: null))).ToList();
        return await log.AppendAsync(stream, known.Version, events, ct) is AppendOutcome.Appended;
    }

    private async Task<Known> LoadAsync(EnvironmentName environment, CancellationToken ct)
    {
        var known = remembered.GetValueOrDefault(environment, Known.Nothing);
        await foreach (var stored in log.ReadStreamAsync(StreamOf(environment), known.Version, ct))
        {
            known = new(FindingDecider.Evolve(known.Findings, (AntiPatternEvent)codec.Decode(stored)), stored.Version);
        }

        return remembered[environment] = known;
    }

    private sealed record Known(ImmutableDictionary<string, Finding> Findings, long Version)
    {
        public static readonly Known Nothing = new(ImmutableDictionary<string, Finding>.Empty.WithComparers(StringComparer.Ordinal), -1);
    }
}
