using HecateDaemon.Lifecycle.EventLog;

namespace HecateDaemon.Lifecycle.Tests.EventLog;

/// <summary>A policy and a read model that knows what it was shown, and fails where it is told to.</summary>
internal sealed class Recorder : IPolicy, IProjection
{
    private readonly Lock gate = new();
    private List<string> seen = [];

    public string Name { get; init; } = "recorder";

    /// <summary>Asked before each event: true fails it.</summary>
    public Func<StoredEvent, bool> Fails { get; set; } = _ => false;

    /// <summary>As stream@version.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. seen];
            }
        }
    }

    public Task ReactAsync(StoredEvent stored, object happened, CancellationToken ct)
    {
        Apply(stored, happened);
        return Task.CompletedTask;
    }

    public void Apply(StoredEvent stored, object happened)
    {
        lock (gate)
        {
            if (Fails(stored))
            {
                throw new FormatException("a bug");
            }

            seen.Add($"{stored.Stream}@{stored.Version}");
        }
    }

    public IProjection Anew() => new Recorder { Fails = e => Fails(e) };

    public void Become(IProjection rebuilt) => seen = ((Recorder)rebuilt).seen;
}
