using System.Collections.Immutable;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The one way to an environment's drift.</summary>
public sealed class DriftDesk(IEventLog log, EventCodec codec)
{
    private const string Stream = "drift";

    private readonly LookRecorder<ImmutableDictionary<string, Drift>, DriftEvent> looks = new(
        Stream, new("5f0a6b9e-6f5e-4a53-9d0c-0c7b3f6f1d55"), log, codec,
        ImmutableDictionary<string, Drift>.Empty.WithComparers(StringComparer.Ordinal), DriftDecider.Evolve);

    public static string StreamOf(EnvironmentName environment) => $"{Stream}-{environment}";

    /// <summary>Records what is news in a look; answers what is known after it.</summary>
    public async Task<IReadOnlyCollection<Drift>> RecordAsync(DriftLook look, string by, CancellationToken ct)
    {
        var (known, _) = await looks.RecordAsync(look.Environment, look.At, by, drift => DriftDecider.Decide(drift, look), ct);
        return [.. known.Values];
    }
}
