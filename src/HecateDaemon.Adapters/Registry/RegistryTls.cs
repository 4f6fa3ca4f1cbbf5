using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Registry;

/// <summary>Trusts the authorities of a file besides the system's. The server's name is checked in both cases.</summary>
internal static class RegistryTls
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public static SslClientAuthenticationOptions Trusting(string? caFile)
    {
        var options = new SslClientAuthenticationOptions();
        if (caFile is not null)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                errors is SslPolicyErrors.None ||
                (errors is SslPolicyErrors.RemoteCertificateChainErrors && LeadsTo(caFile, certificate!, chain!));
        }

        return options;
    }

    private static bool LeadsTo(string caFile, X509Certificate certificate, X509Chain presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        chain.ChainPolicy.CustomTrustStore.AddRange(Read(caFile));
        chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        return chain.Build((X509Certificate2)certificate);
    }

    private static X509Certificate2Collection Read(string caFile)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(caFile);
            return authorities;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"the certificates in {caFile} cannot be used: {e.Message}", e) { NeedsPerson = true };
        }
    }
}
