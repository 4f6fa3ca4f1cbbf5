using System.Collections.Concurrent;
using HecateDaemon.Lifecycle.EventLog;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Reconciliation;

/// <summary>The drift that there is, by its events; and of each environment's last look what no event tells.</summary>
public sealed class DriftView : IProjection
{
    private volatile ConcurrentDictionary<(EnvironmentName Environment, string Key), DriftDetected> open = new();
    private readonly ConcurrentDictionary<EnvironmentName, (CommitId Revision, DateTimeOffset At, IReadOnlyList<string> CannotTell)> looks = new();

    public void Apply(StoredEvent stored, object happened)
    {
        if (happened is DriftDetected detected)
        {
            open[(detected.Environment, detected.Drift.Key)] = detected;
        }
        else if (happened is DriftCleared cleared)
        {
            open.TryRemove((cleared.Environment, cleared.Drift.Key), out _);
        }
    }

    public IProjection Anew() => new DriftView();

    public void Become(IProjection rebuilt) => open = ((DriftView)rebuilt).open;

    public void Looked(EnvironmentName environment, CommitId revision, DateTimeOffset at, IReadOnlyList<string> cannotTell) =>
        looks[environment] = (revision, at, cannotTell);

    public EnvironmentDrift Of(EnvironmentName environment)
    {
        var drift = open.Values.Where(d => d.Environment == environment).OrderBy(d => d.Drift.Key, StringComparer.Ordinal)
            .Select(d => new OpenDrift { Drift = d.Drift, Summary = d.Drift.ToString(), DetectedAt = d.HappenedAt });
        return looks.TryGetValue(environment, out var look)
            ? new() { Environment = environment, Revision = look.Revision, ComparedAt = look.At, CannotTell = look.CannotTell, Drift = [.. drift] }
            : new() { Environment = environment, CannotTell = ["it was not compared since the daemon started"], Drift = [.. drift] };
    }
}
