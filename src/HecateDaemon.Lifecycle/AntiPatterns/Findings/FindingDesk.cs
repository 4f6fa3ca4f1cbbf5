using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>The one way to what is known to be wrong in an environment.</summary>
internal sealed class FindingDesk(IEventLog log, EventCodec codec)
{
    private const string Stream = "antipatterns";

    private readonly LookRecorder<ImmutableDictionary<string, Finding>, AntiPatternEvent> looks = new(
        Stream, new("1b9a4f0e-52d0-4c63-8f0b-6a3d1f7a9c42"), log, codec,
        ImmutableDictionary<string, Finding>.Empty.WithComparers(StringComparer.Ordinal), FindingDecider.Evolve);

    public static string StreamOf(EnvironmentName environment) => $"{Stream}-{environment}";

    public async Task<IReadOnlyCollection<Finding>> KnownAsync(EnvironmentName environment, CancellationToken ct) =>
        [.. (await looks.KnownAsync(environment, ct)).Values];

    /// <summary>Records what is news in a look, and answers with it.</summary>
    public async Task<IReadOnlyList<AntiPatternEvent>> RecordAsync(FindingLook look, string by, CancellationToken ct) =>
        (await looks.RecordAsync(look.Environment, look.At, by, known => FindingDecider.Decide(known, look), ct)).News;
}
