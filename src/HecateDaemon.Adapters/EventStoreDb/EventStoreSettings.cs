namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>What a connection string says, with EventStoreDB's own defaults.</summary>
internal sealed record EventStoreSettings
{
    public required IReadOnlyList<EventStoreEndPoint> EndPoints { get; init; }

    /// <summary>The end points are only asked who else there is.</summary>
    public bool Discovers { get; init; }

    public bool Tls { get; init; } = true;

    public bool VerifiesCertificate { get; init; } = true;

    /// <summary>The only authority that is trusted; null: those of the machine.</summary>
    public string? CaFile { get; init; }

    public string? UserCertFile { get; init; }

    public string? UserKeyFile { get; init; }

    public NodePreference NodePreference { get; init; }

    public int MaxDiscoverAttempts { get; init; } = 10;

    public TimeSpan DiscoveryInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan GossipTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For each try of an append and each page of a read.</summary>
    public TimeSpan DefaultDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether appends share a call where the server has one for that; a benchmark compares it with appends alone.</summary>
    public bool SharesAppends { get; init; } = true;

    public string ConnectionName { get; init; } = "hecate-daemon";
}
