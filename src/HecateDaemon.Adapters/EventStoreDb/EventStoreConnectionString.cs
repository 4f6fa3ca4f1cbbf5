namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>
/// Reads <c>esdb://HOST:PORT,…?option=value&amp;…</c>. Nothing is percent-decoded, as in EventStoreDB's own clients.
/// What is wrong is a <see cref="FormatException"/> whose message ends a sentence that begins with the setting's name.
/// </summary>
internal static class EventStoreConnectionString
{
    private const string Discover = "+discover";
    private static readonly string[] Schemes = ["esdb", "kurrentdb", "kurrent", "kdb"];

    public static EventStoreSettings Parse(string text)
    {
        // An '@' anywhere: a password may hold any character, and no message may show a part of one.
        if (text.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException("must not hold credentials (nor any '@'): put user:password in a file and name it in CredentialsFile");
        }

        var (scheme, rest) = Cut(text, "://");
        var discovers = scheme.EndsWith(Discover, StringComparison.OrdinalIgnoreCase);
        if (rest is null || !Schemes.Contains(discovers ? scheme[..^Discover.Length] : scheme, StringComparer.OrdinalIgnoreCase))
        {
            throw new FormatException("must begin with esdb://, esdb+discover://, kurrentdb:// or kurrentdb+discover://");
        }

        var (address, options) = Cut(rest, "?");
        var (hosts, path) = Cut(address, "/");
        if (path is { Length: > 0 })
        {
            throw new FormatException("must have no path");
        }

        EventStoreEndPoint[] endPoints = [.. hosts.Split(',').Select(EndPoint)];
        var settings = new EventStoreSettings { EndPoints = endPoints, Discovers = discovers || endPoints.Length > 1 };
        return options is { Length: > 0 } ? EventStoreOptions.Read(settings, options) : settings;
    }

    private static EventStoreEndPoint EndPoint(string text)
    {
        var (host, port) = Cut(text, ":");
        var number = port is null ? EventStoreEndPoint.DefaultPort : EventStoreOptions.Number(port) ?? 0;
        return EventStoreEndPoint.TryFrom(host, number)
            ?? throw new FormatException($"must name hosts as HOST or HOST:PORT, not '{text}'");
    }

    private static (string Before, string? After) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var found
            ? (text[..found], text[(found + at.Length)..])
            : (text, null);
}
