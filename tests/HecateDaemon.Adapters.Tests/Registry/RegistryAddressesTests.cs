using System.Net;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

public sealed class RegistryAddressesTests
{
    private static readonly RegistryAddresses Addresses = new(["registry.lan:5000", "plain.lan"], ["localhost:5443", "127.0.0.1:5443"]);

    [Theory]
    [InlineData("ghcr.io", "https://ghcr.io/")]
    [InlineData("docker.io", "https://registry-1.docker.io/")]
    [InlineData("localhost", "http://localhost/")]
    [InlineData("localhost:5000", "http://localhost:5000/")]
    [InlineData("localhost:5443", "https://localhost:5443/")]
    [InlineData("127.0.0.1:5443", "https://127.0.0.1:5443/")]
    [InlineData("[::1]:5443", "http://[::1]:5443/")]
    [InlineData("localhost:443", "https://localhost/")]
    [InlineData("127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("127.8.8.8", "http://127.8.8.8/")]
    [InlineData("[::1]:5000", "http://[::1]:5000/")]
    [InlineData("registry.lan:5000", "http://registry.lan:5000/")]
    [InlineData("registry.lan:5001", "https://registry.lan:5001/")]
    [InlineData("plain.lan", "http://plain.lan/")]
    [InlineData("10.0.0.1:5000", "https://10.0.0.1:5000/")]
    [InlineData("localhost.example.com", "https://localhost.example.com/")]
    public void Only_this_machine_and_listed_hosts_are_asked_over_plain_http(string registry, string address) =>
        Addresses.Of(registry).ShouldBe(new Uri(address));

    [Fact]
    public void A_port_that_cannot_be_needs_a_person() =>
        Should.Throw<OutsideWorldException>(() => Addresses.Of("localhost:99999")).NeedsPerson.ShouldBeTrue();

    [Theory]
    [InlineData("https://ghcr.io/", "https://storage.example/", true)]
    [InlineData("https://ghcr.io/", "http://storage.example/", false)]
    [InlineData("https://ghcr.io/", "http://127.0.0.1:5000/", false)]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5001/", true)]
    [InlineData("http://127.0.0.1:5000/", "http://storage.example/", false)]
    [InlineData("http://127.0.0.1:5000/", "http://127.0.0.1:5443/", false)]
    [InlineData("http://127.0.0.1:5000/", "https://storage.example/", true)]
    [InlineData("http://127.0.0.1:5000/", "file:///etc/passwd", false)]
    public void Nobody_leads_us_from_https_down_to_http(string from, string next, bool allowed) =>
        Addresses.MayLead(new(from), new(next)).ShouldBe(allowed);

    [Theory]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://localhost/", true)]
    [InlineData("https://ghcr.io/", false)]
    public void The_proxy_of_the_environment_is_not_asked_for_this_machine(string address, bool bypassed) =>
        new NoProxyToLoopback(new WebProxy("http://proxy.example:3128")).IsBypassed(new(address)).ShouldBe(bypassed);
}
