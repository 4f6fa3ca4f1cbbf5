using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Kubernetes;

/// <summary>Certificates and keys as PEM, from a file or from base64 inside a kubeconfig.</summary>
internal static class Pem
{
    /// <summary>All certificates in a file: a bundle keeps a cluster reachable while its authority is replaced.</summary>
    public static X509Certificate2Collection Certificates(string file) => Certificates(Read(file), file);

    public static X509Certificate2Collection Certificates(string pem, string where)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw Unusable(where, e);
        }

        return certificates.Count > 0 ? certificates : throw Unusable(where, inner: null);
    }

    public static X509Certificate2 ClientCertificate(string certificate, string key, string where)
    {
        try
        {
            var paired = X509Certificate2.CreateFromPem(certificate, key);
            if (!OperatingSystem.IsWindows())
            {
                return paired;
            }

            // Windows' TLS refuses a key that lives only in memory.
            using (paired)
            {
                return X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), password: null);
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Unusable(where, e);
        }
    }

    public static string Decode(string base64, string where)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException e)
        {
            throw Unusable(where, e);
        }
    }

    public static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutsideWorldException($"cannot read {file}: {e.Message}", e) { NeedsPerson = true };
        }
    }

    private static OutsideWorldException Unusable(string where, Exception? inner) =>
        new($"{where} holds no usable certificate or key in PEM", inner) { NeedsPerson = true };
}
