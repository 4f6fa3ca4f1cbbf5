using System.Globalization;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>The access that Kubernetes gives to a pod's own service account.</summary>
internal static class InClusterAccess
{
    public const string AccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static ClusterAccess Read(string folder = AccountFolder)
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(folder, "token");
        if (string.IsNullOrEmpty(host) || !File.Exists(token) ||
            !ushort.TryParse(port, CultureInfo.InvariantCulture, out var number))
        {
            throw new OutsideWorldException(
                "no kubeconfig is configured and this is no pod with a service account (KUBERNETES_SERVICE_HOST, " +
                $"{token}): name a kubeconfig for the environment")
            {
                NeedsPerson = true,
            };
        }

        return new()
        {
            Server = new UriBuilder("https", host, number).Uri,
            Authorities = Pem.Certificates(Path.Combine(folder, "ca.crt")),
            TokenFile = token,
        };
    }
}
