using System.Net;

namespace HecateDaemon.Adapters.Registry;

/// <summary>The proxy of the environment, but not to this machine: a proxy's own loopback is a different one.</summary>
internal sealed class NoProxyToLoopback(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => RegistryAddresses.IsLoopback(host) || proxy.IsBypassed(host);
}
