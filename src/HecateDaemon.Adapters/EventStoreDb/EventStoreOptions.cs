using System.Globalization;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>The options of a connection string: each known, each once.</summary>
internal static class EventStoreOptions
{
    private const int LongestName = 200;

    private delegate EventStoreSettings Option(EventStoreSettings settings, string name, string value);

    private static readonly Dictionary<string, Option> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tls"] = (s, name, v) => s with { Tls = Flag(name, v) },
        ["tlsVerifyCert"] = (s, name, v) => s with { VerifiesCertificate = Flag(name, v) },
        ["tlsCaFile"] = (s, name, v) => s with { CaFile = LocalPath(name, v) },
        ["userCertFile"] = (s, name, v) => s with { UserCertFile = LocalPath(name, v) },
        ["userKeyFile"] = (s, name, v) => s with { UserKeyFile = LocalPath(name, v) },
        ["nodePreference"] = (s, name, v) => s with { NodePreference = Preference(name, v) },
        ["maxDiscoverAttempts"] = (s, name, v) => s with { MaxDiscoverAttempts = Within(name, v, 1, 1_000_000) },
        ["discoveryInterval"] = (s, name, v) => s with { DiscoveryInterval = Duration(name, v) },
        ["gossipTimeout"] = (s, name, v) => s with { GossipTimeout = Duration(name, v) },
        ["keepAliveInterval"] = (s, name, v) => s with { KeepAliveInterval = DurationOrNever(name, v) },
        ["keepAliveTimeout"] = (s, name, v) => s with { KeepAliveTimeout = DurationOrNever(name, v) },
        ["defaultDeadline"] = (s, name, v) => s with { DefaultDeadline = Duration(name, v) },
        ["connectionName"] = (s, name, v) => s with { ConnectionName = HeaderText(name, v) },
        // What EventStoreDB's own clients do with a conflict; here it is an outcome, always.
        ["throwOnAppendFailure"] = (s, name, v) =>
        {
            Flag(name, v);
            return s;
        },
    };

    public static EventStoreSettings Read(EventStoreSettings settings, string options)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in options.Split('&'))
        {
            if (option.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value])
            {
                throw new FormatException($"must give each option as name=value, not '{option}'");
            }

            if (!Known.TryGetValue(name, out var read))
            {
                throw new FormatException($"has an option '{name}' that is not known: known are {string.Join(", ", Known.Keys)}");
            }

            settings = seen.Add(name)
                ? read(settings, name, value)
                : throw new FormatException($"has the option '{name}' twice");
        }

        return (settings.UserCertFile is null) == (settings.UserKeyFile is null)
            ? settings
            : throw new FormatException("must give userCertFile and userKeyFile together");
    }

    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Flag(string name, string value) =>
        bool.TryParse(value, out var flag) ? flag : throw Wrong(name, "true or false");

    private static string LocalPath(string name, string value) =>
        Path.IsPathFullyQualified(value) ? value : throw Wrong(name, "an absolute path on this machine");

    private static NodePreference Preference(string name, string value) => value.ToUpperInvariant() switch
    {
        "LEADER" => NodePreference.Leader,
        "FOLLOWER" => NodePreference.Follower,
        "RANDOM" => NodePreference.Random,
        "READONLYREPLICA" => NodePreference.ReadOnlyReplica,
        _ => throw Wrong(name, "leader, follower, random or readOnlyReplica"),
    };

    private static int Within(string name, string value, int least, int most) =>
        Number(value) is { } number && number >= least && number <= most
            ? number
            : throw Wrong(name, $"a whole number from {least} to {most}");

    private static TimeSpan Duration(string name, string value) =>
        TimeSpan.FromMilliseconds(Within(name, value, 1, int.MaxValue));

    /// <summary>Sockets take no ping interval below one second.</summary>
    private static TimeSpan DurationOrNever(string name, string value) =>
        Number(value) is -1 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Within(name, value, 1000, int.MaxValue));

    private static string HeaderText(string name, string value) =>
        value.Length <= LongestName && value.All(c => c is > ' ' and <= '~')
            ? value
            : throw Wrong(name, $"at most {LongestName} printable ASCII characters without spaces");

    private static FormatException Wrong(string name, string grammar) => new($"has the option '{name}', which must be {grammar}");
}
