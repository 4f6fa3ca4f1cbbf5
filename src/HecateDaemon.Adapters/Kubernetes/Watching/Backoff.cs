namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Longer pauses after each failure in a row, with jitter; what works begins it anew.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int failures;

    public void Reset() => failures = 0;

    public TimeSpan Next()
    {
        var doubled = first * Math.Pow(2, Math.Min(failures++, 16));
        var pause = doubled < longest ? doubled : longest;
#pragma warning disable CA5394 // Jitter is no secret.
        return pause * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
    }
}
