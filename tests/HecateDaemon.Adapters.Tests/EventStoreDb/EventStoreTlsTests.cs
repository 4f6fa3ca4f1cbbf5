using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.EventStoreDb;

public sealed class EventStoreTlsTests : EventStoreTraps
{
    private readonly string folder = Directory.CreateTempSubdirectory("hecate-tls-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_authority_of_the_CA_file_is_trusted_for_the_hosts_own_name()
    {
        var (server, ca) = await SecureAsync(IPAddress.Loopback);

        (await AllAsync(LogAt($"esdb://127.0.0.1:{server.Port}?tlsCaFile={ca}"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_authority_is_not_trusted()
    {
        var (server, _) = await SecureAsync(IPAddress.Loopback);
        var (_, other) = await SecureAsync(IPAddress.Loopback);

        await NotTrustedAsync($"esdb://127.0.0.1:{server.Port}?tlsCaFile={other}");
        await NotTrustedAsync($"esdb://127.0.0.1:{server.Port}");
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_trusted_unless_nothing_shall_be_verified()
    {
        var (server, ca) = await SecureAsync(IPAddress.Parse("127.0.0.9"));

        await NotTrustedAsync($"esdb://127.0.0.1:{server.Port}?tlsCaFile={ca}");
        (await AllAsync(LogAt($"esdb://127.0.0.1:{server.Port}?tlsVerifyCert=false"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_CA_file_may_hold_several_authorities_or_be_in_DER()
    {
        var (server, ca) = await SecureAsync(IPAddress.Loopback);
        var (_, other) = await SecureAsync(IPAddress.Loopback);
        var both = Path.Combine(folder, "both.pem");
        await File.WriteAllTextAsync(both, await File.ReadAllTextAsync(other, Ct) + "\n" + await File.ReadAllTextAsync(ca, Ct), Ct);
        var der = Path.Combine(folder, "ca.der");
        await File.WriteAllBytesAsync(der, X509CertificateLoader.LoadCertificateFromFile(ca).RawData, Ct);

        (await AllAsync(LogAt($"esdb://127.0.0.1:{server.Port}?tlsCaFile={both}"))).ShouldBeEmpty();
        (await AllAsync(LogAt($"esdb://127.0.0.1:{server.Port}?tlsCaFile={der}"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task We_say_who_we_are_with_the_user_certificate()
    {
        var (server, ca) = await SecureAsync(IPAddress.Loopback, wantsClientCertificate: true);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hecate", key, HashAlgorithmName.SHA256);
        using var mine = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificate, keyFile) = (Path.Combine(folder, "user.pem"), Path.Combine(folder, "user.key"));
        await File.WriteAllTextAsync(certificate, mine.ExportCertificatePem(), Ct);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), Ct);
        var address = $"esdb://127.0.0.1:{server.Port}?tlsCaFile={ca}";

        (await AllAsync(LogAt($"{address}&userCertFile={certificate}&userKeyFile={keyFile}"))).ShouldBeEmpty();

        await Should.ThrowAsync<OutsideWorldException>(() => AllAsync(LogAt(address)));
    }

    private async Task NotTrustedAsync(string connectionString)
    {
        var failed = await Should.ThrowAsync<OutsideWorldException>(() => AllAsync(LogAt(connectionString)));

        failed.Message.ShouldContain("could not be trusted");
        failed.NeedsPerson.ShouldBeTrue();
    }

    private async Task<(StandInServer Server, string CaFile)> SecureAsync(IPAddress named, bool wantsClientCertificate = false)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var caRequest = new CertificateRequest($"CN=Test CA {Guid.NewGuid()}", caKey, HashAlgorithmName.SHA256);
        caRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = caRequest.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(named);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.Create(ca, from, to, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        var file = Path.Combine(folder, $"{Guid.NewGuid()}.pem");
        await File.WriteAllTextAsync(file, ca.ExportCertificatePem(), Ct);
        var whole = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        return (await StartAsync(certificate: whole, wantsClientCertificate: wantsClientCertificate), file);
    }
}
