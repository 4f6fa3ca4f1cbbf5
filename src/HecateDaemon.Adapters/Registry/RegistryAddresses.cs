using System.Net;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>
/// Where registries are. Plain HTTP is for this machine, but for the port of HTTPS and for hosts that were listed as secure,
/// and for hosts that were listed as insecure. Nobody is asked both ways: whoever can disturb the one would choose the other.
/// </summary>
internal sealed class RegistryAddresses(IEnumerable<string> insecureHosts, IEnumerable<string> secureHosts)
{
    private const int HttpsPort = 443;

    private readonly Uri[] insecure = [.. insecureHosts.Select(host => Parse(Uri.UriSchemeHttp, host))];
    private readonly Uri[] secure = [.. secureHosts.Select(host => Parse(Uri.UriSchemeHttp, host))];

    public Uri Of(string registry)
    {
        var host = registry == "docker.io" ? "registry-1.docker.io" : registry;
        var plain = Parse(Uri.UriSchemeHttp, host);
        return MayBePlain(plain) ? plain : Parse(Uri.UriSchemeHttps, host);
    }

    /// <summary>Whether we let ourselves be sent on to another address: never from HTTPS down to HTTP.</summary>
    public bool MayLead(Uri from, Uri next) =>
        next.Scheme == Uri.UriSchemeHttps ||
        (next.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp && MayBePlain(next));

    public static bool IsLoopback(Uri address) =>
        address.IdnHost == "localhost" || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    private bool MayBePlain(Uri address) =>
        IsListed(insecure, address) || (IsLoopback(address) && address.Port is not HttpsPort && !IsListed(secure, address));

    private static bool IsListed(Uri[] list, Uri address) => Array.Exists(list, l => l.Host == address.Host && l.Port == address.Port);

    private static Uri Parse(string scheme, string host) =>
        Uri.TryCreate($"{scheme}://{host}/", UriKind.Absolute, out var address)
            ? address
            : throw new OutsideWorldException($"'{host}' is not the address of a registry") { NeedsPerson = true };
}
