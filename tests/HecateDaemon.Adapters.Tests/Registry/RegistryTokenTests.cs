using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Against the registry that people run, where it believes a token server and nobody else.</summary>
public sealed class RegistryTokenTests : IAsyncLifetime
{
    private TokenServer tokens = null!;
    private DockerRegistry registry = null!;

    public async Task InitializeAsync()
    {
        tokens = await TokenServer.StartAsync();
        registry = await DockerRegistry.StartBehindAsync(tokens);
        using var pusher = new ImagePusher(registry.Address, new("Bearer", tokens.Sign("team/app", "pull", "push")));
        await pusher.PushIndexAsync("team/app", "1.0.0", new Dictionary<string, string>(StringComparer.Ordinal), ["linux/amd64"]);
    }

    public async Task DisposeAsync()
    {
        await registry.DisposeAsync();
        await tokens.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_has_a_password_gets_one_token_for_all_questions()
    {
        using var config = DockerConfigFile.For(registry.Host, TokenServer.UserAndPassword);

        (await FindAsync(config)).ShouldNotBeNull();

        var asked = tokens.Seen.ShouldHaveSingleItem();
        asked.Query.ShouldContain("service=hecate-tokens");
        asked.Query.ShouldContain("scope=repository%3Ateam%2Fapp%3Apull");
    }

    [Fact]
    public async Task An_identity_token_is_as_good_and_is_not_put_into_an_address()
    {
        using var config = new DockerConfigFile(
            $$$$"""{"auths":{"{{{{registry.Host}}}}":{"identitytoken":"{{{{TokenServer.IdentityToken}}}}"}}}""");

        (await FindAsync(config)).ShouldNotBeNull();

        tokens.Seen.ShouldHaveSingleItem().Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_needs_a_person()
    {
        using var config = DockerConfigFile.For(registry.Host, "hecate:wrong");

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(config));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain("refused us a token");
        refused.Message.ShouldNotContain("wrong");
    }

    private async Task<FoundImage?> FindAsync(DockerConfigFile config)
    {
        using var oci = new OciRegistry(new() { DockerConfig = config.Path }, TimeProvider.System);
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
    }
}
