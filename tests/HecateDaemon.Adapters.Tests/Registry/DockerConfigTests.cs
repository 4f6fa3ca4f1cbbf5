using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

public sealed class DockerConfigTests
{
    private static readonly string Auth = DockerConfigFile.Base64("user:pass");

    [Theory]
    [InlineData("ghcr.io", "ghcr.io")]
    [InlineData("GHCR.io", "ghcr.io")]
    [InlineData("https://ghcr.io", "ghcr.io")]
    [InlineData("https://ghcr.io/v2/", "ghcr.io")]
    [InlineData("127.0.0.1:5000", "127.0.0.1:5000")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    public async Task Credentials_are_found_under_the_names_that_docker_writes(string key, string registry) =>
        (await FindAsync($$"""{ "auths": { "{{key}}": { "auth": "{{Auth}}" } } }""", registry))
        .ShouldBe($"Basic {Auth}");

    [Theory]
    [InlineData("ghcr.io/team")]
    [InlineData("ghcr.io:443")]
    [InlineData("ghcr.io.evil.example")]
    public async Task Credentials_of_somebody_else_are_not_taken(string key) =>
        (await FindAsync($$"""{ "auths": { "{{key}}": { "auth": "{{Auth}}" } } }""", "ghcr.io")).ShouldBeNull();

    [Fact]
    public async Task User_and_password_count_where_there_is_no_auth() =>
        (await FindAsync("""{"auths":{"ghcr.io":{"username":"user","password":"pass"}}}""", "ghcr.io"))
        .ShouldBe($"Basic {Auth}");

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"auths":null}""")]
    [InlineData("""{"auths":{"ghcr.io":null}}""")]
    [InlineData("""{"auths":{"ghcr.io":{}},"credHelpers":{"other.io":"nobody"}}""")]
    [InlineData("""{"auths":{},"credsStore":""}""")]
    public async Task A_configuration_without_credentials_leaves_us_anonymous(string json) =>
        (await FindAsync(json, "ghcr.io")).ShouldBeNull();

    [Theory]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"not base64 s3cret"}}}""")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"czNjcmV0"}}}""")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"s3cret""")]
    [InlineData("""{"auths":["s3cret"]}""")]
    public async Task A_broken_configuration_needs_a_person_and_is_not_quoted(string json)
    {
        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(json, "ghcr.io"));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain("config.json");
        refused.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_configuration_that_is_missing_needs_a_person()
    {
        var config = new DockerConfig("/nowhere/config.json");

        var refused = await Should.ThrowAsync<OutsideWorldException>(
            () => config.FindAsync("ghcr.io", CancellationToken.None));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain("/nowhere/config.json");
    }

    private static async Task<string?> FindAsync(string json, string registry)
    {
        using var file = new DockerConfigFile(json);
        return (await new DockerConfig(file.Path).FindAsync(registry, CancellationToken.None))?.Basic?.ToString();
    }
}
