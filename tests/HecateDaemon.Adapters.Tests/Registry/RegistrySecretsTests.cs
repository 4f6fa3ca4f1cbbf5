using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

public sealed class RegistrySecretsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-secrets-");

    [Fact]
    public async Task A_registrys_own_file_goes_before_the_docker_configuration()
    {
        using var docker = new DockerConfigFile($$$$"""
            {"auths":{"ghcr.io":{"auth":"{{{{DockerConfigFile.Base64("docker:a")}}}}"},"quay.io":{"auth":"{{{{DockerConfigFile.Base64("docker:b")}}}}"}}}
            """);
        var secrets = new RegistrySecrets(new() { DockerConfig = docker.Path, Credentials = [new("ghcr.io", File("user:s3cret:x\n"))] });

        (await FindAsync(secrets, "ghcr.io")).ShouldBe($"Basic {DockerConfigFile.Base64("user:s3cret:x")}");
        (await FindAsync(secrets, "quay.io")).ShouldBe($"Basic {DockerConfigFile.Base64("docker:b")}");
        (await FindAsync(secrets, "other.io")).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("s3cret")]
    [InlineData(":s3cret")]
    [InlineData("user:s3cret\nuser:other")]
    public async Task A_file_that_holds_no_pair_needs_a_person_and_is_not_quoted(string text)
    {
        var secrets = new RegistrySecrets(new() { Credentials = [new("ghcr.io", File(text))] });

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(secrets, "ghcr.io"));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain(folder.FullName);
        refused.Message.ShouldNotContain("s3cret");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string File(string text)
    {
        var path = Path.Combine(folder.FullName, "credentials");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string?> FindAsync(RegistrySecrets secrets, string registry) =>
        (await secrets.FindAsync(registry, CancellationToken.None))?.Basic?.ToString();
}
