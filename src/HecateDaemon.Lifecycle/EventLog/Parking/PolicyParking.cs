namespace HecateDaemon.Lifecycle.EventLog;

/// <summary>Keeps what policies parked in the log itself, in the stream <c>parked-{policy}</c>.</summary>
internal sealed class PolicyParking(IEventLog log, EventCodec codec, ParkedEvents parked)
{
    private const string Prefix = "parked-";
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

    /// <summary>To be called before anything else, and again after every failure: what was stored is what counts.</summary>
    public async Task LoadAsync(string policy, CancellationToken ct)
    {
        versions[policy] = -1;
        await foreach (var stored in log.ReadStreamAsync(StreamOf(policy), afterVersion: -1, ct))
        {
            versions[policy] = stored.Version;
            Apply(codec.Decode(stored));
        }
    }

    /// <summary>What another daemon parked, or has dealt with, is so here as well.</summary>
    public void Notice(StoredEvent stored)
    {
        if (stored.Stream.StartsWith(Prefix, StringComparison.Ordinal)
            && versions.TryGetValue(stored.Stream[Prefix.Length..], out var version) && stored.Version > version)
        {
            versions[stored.Stream[Prefix.Length..]] = stored.Version;
            Apply(codec.Decode(stored));
        }
    }

    public bool Holds(string policy, string stream) => parked.Holds(policy, stream);

    public Task ParkAsync(ParkedEvent e, Issued issued, CancellationToken ct) =>
        StoreAsync(e.Reader, new EventParked(e), issued, ct);

    public Task UnparkAsync(string policy, string stream, Issued issued, CancellationToken ct) =>
        StoreAsync(policy, new EventUnparked(policy, stream), issued, ct);

    private async Task StoreAsync(string policy, object happened, Issued issued, CancellationToken ct)
    {
        // The same event may be parked, retried and parked again: each time is an event of its own.
        var version = versions[policy];
        var metadata = issued.Metadata(reason: null) with { CommandId = NameBasedId.From(issued.CommandId, $"after {version}") };
        var outcome = await log.AppendAsync(StreamOf(policy), version, [codec.Encode(happened, 0, metadata)], ct);
        versions[policy] = outcome is AppendOutcome.Appended appended
            ? appended.Version
            : throw new InvalidOperationException($"'{StreamOf(policy)}' was written to by another process");
        Apply(happened);
    }

    private void Apply(object happened)
    {
        if (happened is EventParked e)
        {
            parked.Park(e.Parked);
        }
        else if (happened is EventUnparked gone)
        {
            parked.Unpark(gone.Reader, gone.Stream);
        }
    }

    private static string StreamOf(string policy) => Prefix + policy;
}
