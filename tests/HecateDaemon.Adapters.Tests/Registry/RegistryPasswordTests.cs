using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Against the registry that people run, behind a password.</summary>
public sealed class RegistryPasswordTests : IAsyncLifetime
{
    private const string UserAndPassword = "hecate:s3cret:with colon";

    /// <summary>The same, as htpasswd writes it: bcrypt at its lowest cost.</summary>
    private const string Htpasswd = "hecate:$2b$05$abcdefghijklmnopqrstuuOb/B27OpVc3Bt3QXIepIr2DUn/DCZNi";

    private DockerRegistry registry = null!;

    public async Task InitializeAsync()
    {
        registry = await DockerRegistry.StartAsync(Htpasswd);
        using var pusher = new ImagePusher(registry.Address, new("Basic", DockerConfigFile.Base64(UserAndPassword)));
        await pusher.PushAsync("team/app", "1.0.0", new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public async Task DisposeAsync() => await registry.DisposeAsync();

    [Fact]
    public async Task The_right_password_finds_the_image_and_what_is_missing()
    {
        using var config = DockerConfigFile.For(registry.Host, UserAndPassword);

        (await FindAsync(config, "1.0.0")).ShouldNotBeNull();
        (await FindAsync(config, "1.0.1")).ShouldBeNull();
    }

    [Theory]
    [InlineData("hecate:wrong")]
    [InlineData(null)]
    public async Task Without_the_right_password_a_person_is_needed(string? userAndPassword)
    {
        using var config = userAndPassword is null ? null : DockerConfigFile.For(registry.Host, userAndPassword);

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(config, "1.0.0"));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain($"{registry.Host}/team/app:1.0.0");
        refused.Message.ShouldContain(config?.Path ?? "no credentials and no docker configuration are set");
    }

    private async Task<FoundImage?> FindAsync(DockerConfigFile? config, string tag)
    {
        using var oci = new OciRegistry(new() { DockerConfig = config?.Path }, TimeProvider.System);
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), tag, CancellationToken.None);
    }
}
