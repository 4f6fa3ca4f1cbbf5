using System.Security.Cryptography.X509Certificates;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Where an API server is and how to prove who asks. Holds secrets: a class, so that printing it shows none.</summary>
internal sealed class ClusterAccess
{
    /// <summary>Ends in '/'.</summary>
    public required Uri Server { get; init; }

    /// <summary>The only authorities trusted for the server's certificate; null: the system's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>The name that the server's certificate must carry, if it is not the host of <see cref="Server"/>.</summary>
    public string? ServerName { get; init; }

    public X509Certificate2? Certificate { get; init; }

    public string? Token { get; init; }

    /// <summary>Read anew for each request: whoever mounts it also renews it.</summary>
    public string? TokenFile { get; init; }
}
