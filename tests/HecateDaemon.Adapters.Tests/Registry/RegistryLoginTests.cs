using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;
using Microsoft.AspNetCore.Http;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Credentials reach whom they are meant for, and nobody else.</summary>
public sealed class RegistryLoginTests
{
    private const string UserAndPassword = "hecate:s3cret";

    private static readonly string Basic = $"Basic {DockerConfigFile.Base64(UserAndPassword)}";

    [Theory]
    [InlineData("""{"token":"t0ken"}""")]
    [InlineData("""{"access_token":"t0ken","expires_in":300}""")]
    [InlineData("""{"token":"","access_token":"t0ken"}""")]
    public async Task A_bearer_challenge_is_answered_with_the_token_of_the_server_it_names(string answer)
    {
        await using var tokens = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, answer));
        await using var registry = await LyingRegistry.StartAsync(BearerOnly(tokens, () => "t0ken"));
        using var config = DockerConfigFile.For(registry.Host, UserAndPassword);

        (await FindAsync(registry, config)).ShouldNotBeNull();

        var asked = tokens.Seen.ShouldHaveSingleItem();
        asked.Path.ShouldBe("/token");
        asked.Query.ShouldBe("?account=x&service=the%20registry&scope=repository%3Ateam%2Fapp%3Apull");
        asked.Authorization.ShouldBe(Basic);
        registry.Seen.ShouldAllBe(request => request.Authorization != Basic);
    }

    [Fact]
    public async Task Without_credentials_a_token_is_asked_for_anonymously()
    {
        await using var tokens = await LyingRegistry.StartAsync(
            context => Answers.TextAsync(context, 200, """{"token":"t0ken"}"""));
        await using var registry = await LyingRegistry.StartAsync(BearerOnly(tokens, () => "t0ken"));

        (await FindAsync(registry, config: null)).ShouldNotBeNull();

        tokens.Seen.ShouldHaveSingleItem().Authorization.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_used_until_the_registry_no_longer_takes_it()
    {
        var current = "first";
        await using var tokens = await LyingRegistry.StartAsync(
            context => Answers.TextAsync(context, 200, $$"""{"token":"{{current}}"}"""));
        await using var registry = await LyingRegistry.StartAsync(BearerOnly(tokens, () => current));
        using var oci = new OciRegistry(new() { FirstPause = TimeSpan.Zero }, TimeProvider.System);
        var image = ImageName.Parse($"{registry.Host}/team/app");

        await oci.FindAsync(image, "1.0.0", CancellationToken.None);
        await oci.FindAsync(image, "1.0.0", CancellationToken.None);
        tokens.Seen.Count.ShouldBe(1);
        current = "second";

        (await oci.FindAsync(image, "1.0.0", CancellationToken.None)).ShouldNotBeNull();
        tokens.Seen.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Bearer realm=\"http://auth.example/token\"")]
    [InlineData("Bearer realm=\"ftp://127.0.0.1/token\"")]
    [InlineData("Bearer realm=\"/token\"")]
    [InlineData("Bearer service=\"x\"")]
    [InlineData("Bearer")]
    public async Task A_realm_that_is_not_https_gets_no_credentials(string challenge)
    {
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.ChallengeAsync(context, challenge));

        var refused = await RefusalAsync(registry, UserAndPassword);

        refused.Message.ShouldContain("does not say by https");
        refused.NeedsPerson.ShouldBeTrue();
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    [InlineData(307, false)]
    public async Task A_token_server_that_refuses_is_named(int status, bool needsPerson)
    {
        await using var tokens = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, status, ""));
        await using var registry = await LyingRegistry.StartAsync(BearerOnly(tokens, () => "t0ken"));

        var refused = await RefusalAsync(registry, UserAndPassword);

        refused.Message.ShouldContain($"token server {tokens.Host}");
        refused.Message.ShouldContain($"{status}");
        refused.NeedsPerson.ShouldBe(needsPerson);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"token":"two words"}""")]
    [InlineData("""{"token":"line\r\nInjected: yes"}""")]
    public async Task A_token_server_without_a_token_is_an_error(string answer)
    {
        await using var tokens = await LyingRegistry.StartAsync(context => Answers.TextAsync(context, 200, answer));
        await using var registry = await LyingRegistry.StartAsync(BearerOnly(tokens, () => "t0ken"));

        (await RefusalAsync(registry, UserAndPassword)).Message.ShouldContain("without a token");
    }

    [Theory]
    [InlineData("Basic realm=\"test\"", 2)]
    [InlineData("Negotiate", 1)]
    [InlineData("", 1)]
    public async Task A_registry_that_says_401_for_ever_needs_a_person(string challenge, int questions)
    {
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.ChallengeAsync(context, challenge));

        var refused = await RefusalAsync(registry, UserAndPassword);

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldStartWith(
            $"{registry.Host} does not let us see {registry.Host}/team/app:1.0.0 (401 UNAUTHORIZED)");
        refused.Message.ShouldNotContain("s3cret");
        refused.Message.ShouldNotContain(DockerConfigFile.Base64(UserAndPassword));
        registry.Seen.Count.ShouldBe(questions);
    }

    [Fact]
    public async Task A_registry_that_denies_needs_a_person()
    {
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.TextAsync(context, 403, """{"errors":[{"code":"DENIED"}]}"""));

        var refused = await RefusalAsync(registry, UserAndPassword);

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain("403 DENIED");
    }

    [Fact]
    public async Task Credentials_are_not_sent_before_they_are_asked_for()
    {
        await using var registry = await LyingRegistry.StartAsync(Answers.AnImageAsync);
        using var config = DockerConfigFile.For(registry.Host, UserAndPassword);

        (await FindAsync(registry, config)).ShouldNotBeNull();

        registry.Seen.ShouldAllBe(request => request.Authorization == "");
    }

    [Fact]
    public async Task A_redirect_to_another_host_does_not_carry_credentials()
    {
        await using var storage = await LyingRegistry.StartAsync(Answers.AnImageAsync);
        await using var registry = await LyingRegistry.StartAsync(context =>
            context.Request.Headers.Authorization != Basic ? Answers.ChallengeAsync(context, "Basic realm=\"test\"")
            : Answers.IsForBlob(context) ? Answers.RedirectAsync(context, new(storage.Address, context.Request.Path))
            : Answers.AnImageAsync(context));
        using var config = DockerConfigFile.For(registry.Host, UserAndPassword);

        var found = await FindAsync(registry, config);

        found!.Platforms.Select(p => p.Platform).ShouldBe(["linux/amd64"]);
        registry.Seen.Count(request => request.Authorization == Basic).ShouldBe(2);
        storage.Seen.ShouldHaveSingleItem().Authorization.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_challenge_by_another_host_is_not_answered_with_the_registrys_credentials()
    {
        await using var stranger = await LyingRegistry.StartAsync(
            context => Answers.ChallengeAsync(context, "Basic realm=\"test\""));
        await using var registry = await LyingRegistry.StartAsync(
            context => Answers.RedirectAsync(context, new(stranger.Address, context.Request.Path)));

        (await RefusalAsync(registry, UserAndPassword)).NeedsPerson.ShouldBeTrue();

        stranger.Seen.ShouldHaveSingleItem().Authorization.ShouldBeEmpty();
        registry.Seen.ShouldHaveSingleItem().Authorization.ShouldBeEmpty();
    }

    private static RequestDelegate BearerOnly(LyingRegistry tokens, Func<string> token) => context =>
        context.Request.Headers.Authorization == $"Bearer {token()}"
            ? Answers.AnImageAsync(context)
            : Answers.ChallengeAsync(
                context,
                $"Bearer realm=\"{tokens.Address}token?account=x\",service=\"the registry\"," +
                "scope=\"repository:team/app:pull\",error=\"invalid_token\"");

    private static async Task<OutsideWorldException> RefusalAsync(LyingRegistry registry, string userAndPassword)
    {
        using var config = DockerConfigFile.For(registry.Host, userAndPassword);
        return await Should.ThrowAsync<OutsideWorldException>(() => FindAsync(registry, config));
    }

    private static async Task<FoundImage?> FindAsync(LyingRegistry registry, DockerConfigFile? config)
    {
        using var oci = new OciRegistry(new() { DockerConfig = config?.Path, FirstPause = TimeSpan.Zero }, TimeProvider.System);
        return await oci.FindAsync(ImageName.Parse($"{registry.Host}/team/app"), "1.0.0", CancellationToken.None);
    }
}
