namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>Where one node listens.</summary>
internal sealed record EventStoreEndPoint(string Host, int Port)
{
    public const int DefaultPort = 2113;

    /// <summary>Null for what is no DNS name or IPv4 address with a port: it becomes part of a URL.</summary>
    public static EventStoreEndPoint? TryFrom(string host, long port) =>
        Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 && port is >= 1 and <= 65535
            ? new EventStoreEndPoint(host, (int)port)
            : null;

    public override string ToString() => $"{Host}:{Port}";
}
