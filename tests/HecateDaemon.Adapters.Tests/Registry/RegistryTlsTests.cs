using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

public sealed class RegistryTlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-tls-");

    [Fact]
    public async Task The_authorities_of_the_file_are_trusted_for_a_servers_own_name()
    {
        var (certificate, ca) = Issue("127.0.0.1");

        (await FindAsync(certificate, ca)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_redirect_to_TLS_is_trusted_by_the_same_file()
    {
        var (certificate, ca) = Issue("127.0.0.1");
        await using var secure = await LyingRegistry.StartAsync(Answers.AnImageAsync, certificate);
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.RedirectAsync(context, new(secure.Address, context.Request.Path)));
        using var oci = new OciRegistry(new() { CaFile = ca }, TimeProvider.System);

        (await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_trusts_an_authority_that_is_not_in_the_file()
    {
        var (certificate, _) = Issue("127.0.0.1");
        var (_, other) = Issue("127.0.0.1");

        (await RefusalAsync(certificate, other)).ShouldContain("certificate");
        (await RefusalAsync(certificate, ca: null)).ShouldContain("certificate");
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_taken_from_a_trusted_authority()
    {
        var (certificate, ca) = Issue("127.0.0.9");

        (await RefusalAsync(certificate, ca)).ShouldContain("certificate");
    }

    [Fact]
    public async Task A_file_that_holds_no_certificates_is_named()
    {
        var (certificate, _) = Issue("127.0.0.1");

        (await RefusalAsync(certificate, "/nowhere/ca.pem")).ShouldContain("/nowhere/ca.pem");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<string> RefusalAsync(X509Certificate2 certificate, string? ca) =>
        (await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(certificate, ca))).Message;

    private static async Task<FoundImage?> FindAsync(X509Certificate2 certificate, string? ca)
    {
        await using var registry = await LyingRegistry.StartAsync(Answers.AnImageAsync, certificate);
        using var oci = new OciRegistry(new() { CaFile = ca, SecureHosts = [registry.Host] }, TimeProvider.System);
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
    }

    /// <summary>A server's certificate by a new authority, and the authority's file.</summary>
    private (X509Certificate2 Server, string CaFile) Issue(string address)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest("CN=hecate test authority", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = caRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder.FullName, $"{ca.Thumbprint}.pem");
        File.WriteAllText(file, ca.ExportCertificatePem());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(ca, now.AddHours(-12), now.AddHours(12), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return (X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null), file);
    }
}
