using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.EventStoreDb;

/// <summary>How a node proves who it is, and how we do.</summary>
internal static class EventStoreTls
{
    /// <summary>Null: without TLS. A CA file is the sole trust, and the host's name is checked all the same.</summary>
    public static SslClientAuthenticationOptions? Of(EventStoreSettings settings)
    {
        if (!settings.Tls)
        {
            return null;
        }

        var options = new SslClientAuthenticationOptions();
        if (!settings.VerifiesCertificate)
        {
#pragma warning disable CA5359 // tlsVerifyCert=false asks for just that.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (settings.CaFile is { } caFile)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(Load(caFile, Authorities));
            options.CertificateChainPolicy = policy;
        }

        if (settings is { UserCertFile: { } certificate, UserKeyFile: { } key })
        {
            options.ClientCertificates = new(Load(certificate, file => WithKey(file, key)));
        }

        return options;
    }

    /// <summary>Windows takes no client certificate whose key was only read from PEM.</summary>
    private static X509Certificate2Collection WithKey(string certificateFile, string keyFile)
    {
        using var pem = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        return [X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null)];
    }

    /// <summary>All of a PEM file's, or the one of a DER file.</summary>
    private static X509Certificate2Collection Authorities(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        return all is [] ? [X509CertificateLoader.LoadCertificateFromFile(file)] : all;
    }

    private static X509Certificate2Collection Load(string file, Func<string, X509Certificate2Collection> load)
    {
        try
        {
            return load(file);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"the certificate for EventStoreDB in {file} cannot be used: {e.Message}", e)
            {
                NeedsPerson = true,
            };
        }
    }
}
