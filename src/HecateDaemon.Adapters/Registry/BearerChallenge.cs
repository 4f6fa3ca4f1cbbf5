using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HecateDaemon.Adapters.Registry;

/// <summary>A registry's <c>Bearer</c> challenge: which server gives a token, and for what it must be asked.</summary>
internal sealed partial record BearerChallenge(Uri Realm, string? Service, string? Scope)
{
    public static bool TryParse(string? parameters, [NotNullWhen(true)] out BearerChallenge? challenge)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in ParameterPattern().Matches(parameters ?? ""))
        {
            named[match.Groups["name"].Value] = EscapePattern().Replace(match.Groups["value"].Value, "${escaped}");
        }

        challenge = Uri.TryCreate(named.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
            ? new(realm, named.GetValueOrDefault("service"), named.GetValueOrDefault("scope"))
            : null;
        return challenge is not null;
    }

    /// <summary>Where a token is given, for the scope that the registry named or else for pulling.</summary>
    public Uri TokenAddress(string repository)
    {
        var query = new List<string> { $"scope={Uri.EscapeDataString(ScopeFor(repository))}" };
        if (Service is not null)
        {
            query.Insert(0, $"service={Uri.EscapeDataString(Service)}");
        }

        if (Realm.Query.Length > 1)
        {
            query.Insert(0, Realm.Query[1..]);
        }

        return new UriBuilder(Realm) { Query = string.Join('&', query), Fragment = "" }.Uri;
    }

    /// <summary>What is sent to the realm where we have an identity token instead of a password.</summary>
    public FormUrlEncodedContent RefreshForm(string repository, string identityToken) => new(
    [
        new("grant_type", "refresh_token"),
        new("service", Service ?? Realm.Host),
        new("client_id", "hecate-daemon"),
        new("scope", ScopeFor(repository)),
        new("refresh_token", identityToken),
    ]);

    private string ScopeFor(string repository) => Scope ?? $"repository:{repository}:pull";

    [GeneratedRegex(@"(?<name>[A-Za-z0-9_-]+)\s*=\s*(""(?<value>([^""\\]|\\.)*)""|(?<value>[^\s,""]+))",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"\\(?<escaped>.)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EscapePattern();
}
