using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

public sealed class KubeconfigTests : IDisposable
{
    private static readonly (string Certificate, string Key) Pair = MakePair();
    private readonly string folder = Directory.CreateTempSubdirectory("hecate-kubeconfig-").FullName;

    [Fact]
    public void The_current_context_is_read_with_everything_inside_the_file()
    {
        var access = Read(
            $"""
            current-context: b
            contexts:
              - {Entry("a", "context", "{cluster: nowhere}")}
              - {Entry("b", "context", "{cluster: c, user: u}")}
            clusters:
              - {Entry("c", "cluster", $"{{server: 'https://api.example.org:6443/k8s/c1', tls-server-name: api.internal, certificate-authority-data: {Base64(Pair.Certificate + Pair.Certificate)}}}")}
            users:
              - {Entry("u", "user", $"{{client-certificate-data: {Base64(Pair.Certificate)}, client-key-data: {Base64(Pair.Key)}, token: secret-token}}")}
            """);

        access.Server.ShouldBe(new Uri("https://api.example.org:6443/k8s/c1/"));
        access.ServerName.ShouldBe("api.internal");
        access.Authorities!.Count.ShouldBe(2);
        access.Certificate!.HasPrivateKey.ShouldBeTrue();
        access.Token.ShouldBe("secret-token");
    }

    [Fact]
    public void Files_are_looked_for_beside_the_kubeconfig()
    {
        File.WriteAllText(Path.Combine(folder, "ca.crt"), Pair.Certificate);
        File.WriteAllText(Path.Combine(folder, "user.crt"), Pair.Certificate);
        File.WriteAllText(Path.Combine(folder, "user.key"), Pair.Key);

        var access = Read(Simple("certificate-authority: ca.crt", "{client-certificate: user.crt, client-key: user.key}"));

        access.Authorities!.Count.ShouldBe(1);
        access.Certificate.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{token: x}", "insecure-skip-tls-verify: true", "name its certificate-authority")]
    [InlineData("{exec: {command: aws}}", "tls-server-name: b", "by running a program")]
    [InlineData("{auth-provider: {name: gcp}}", "tls-server-name: b", "by running a program")]
    [InlineData("{tokenFile: token}", "tls-server-name: b", "neither a token nor a client certificate")]
    [InlineData("{token: x}", "certificate-authority-data: '!!'", "no usable certificate")]
    [InlineData("{token: x}", "certificate-authority-data: aGVsbG8=", "no usable certificate")]
    [InlineData("{token: x}", "certificate-authority: nowhere.crt", "cannot read")]
    [InlineData("{client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=}", "tls-server-name: b", "no usable certificate")]
    public void What_the_daemon_cannot_or_will_not_use_is_refused_without_showing_it(string user, string cluster, string why)
    {
        var refusal = Should.Throw<OutsideWorldException>(() => Read(Simple(cluster, user)));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain(why);
        refusal.Message.ShouldNotContain("aGVsbG8");
    }

    [Theory]
    [InlineData("[]", "is no kubeconfig")]
    [InlineData("a: [", "is no kubeconfig")]
    [InlineData("kind: Config", "no current-context")]
    [InlineData("current-context: x", "no context 'x'")]
    public void A_file_that_is_no_whole_kubeconfig_is_refused_by_name(string text, string why)
    {
        var refusal = Should.Throw<OutsideWorldException>(() => Read(text));

        refusal.Message.ShouldContain(why);
        refusal.Message.ShouldContain(folder);
    }

    [Fact]
    public void Plain_http_is_for_loopback_only()
    {
        Read(Simple("tls-server-name: b", "{token: x}").Replace("https://api.example.org", "http://127.0.0.1:8001")).Server.Port.ShouldBe(8001);
        Should.Throw<OutsideWorldException>(() => Read(Simple("tls-server-name: b", "{token: x}").Replace("https:", "http:"))).Message.ShouldContain("by https");
    }

    [Fact]
    public void A_missing_file_and_a_daemon_outside_of_any_pod_say_what_to_do()
    {
        Should.Throw<OutsideWorldException>(() => Kubeconfig.Read(Path.Combine(folder, "nobody"), context: null)).Message.ShouldContain("cannot be read");
        Should.Throw<OutsideWorldException>(() => InClusterAccess.Read(folder)).Message.ShouldContain("name a kubeconfig");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ClusterAccess Read(string text)
    {
        var file = Path.Combine(folder, "config");
        File.WriteAllText(file, text);
        return Kubeconfig.Read(file, context: null);
    }

    private static string Simple(string cluster, string user) =>
        $"""
        current-context: x
        contexts: [{Entry("x", "context", "{cluster: c, user: u}")}]
        clusters: [{Entry("c", "cluster", "{server: https://api.example.org, " + cluster + "}")}]
        users: [{Entry("u", "user", user)}]
        """;

    private static string Entry(string name, string kind, string value) => "{name: " + name + ", " + kind + ": " + value + "}";

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));

    private static (string Certificate, string Key) MakePair()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem());
    }
}
