using System.Runtime.Versioning;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>Helpers are scripts in a folder of the PATH, as docker has them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DockerCredentialProgramTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-helpers-");
    private readonly string? path = Environment.GetEnvironmentVariable("PATH");

    [Fact]
    public async Task A_helper_is_asked_for_its_registry_and_answers_with_a_password()
    {
        var helper = Helper("""read -r server; printf '{"ServerURL":"%s","Username":"user","Secret":"for %s"}' "$server" "$server" """);

        var secret = await FindAsync($$$"""{"credHelpers":{"registry.example":"{{{helper}}}"}}""", "registry.example");

        secret!.Basic!.ToString().ShouldBe($"Basic {DockerConfigFile.Base64("user:for registry.example")}");
    }

    [Fact]
    public async Task A_store_is_asked_for_what_is_not_written_down()
    {
        var helper = Helper("""printf '{"Username":"<token>","Secret":"1dent1ty"}' """);
        var written = $$$"""{"auths":{"ghcr.io":{"auth":"{{{DockerConfigFile.Base64("a:b")}}}"},"docker.io":{}},"credsStore":"{{{helper}}}"}""";

        (await FindAsync(written, "ghcr.io"))!.Basic!.ToString().ShouldBe($"Basic {DockerConfigFile.Base64("a:b")}");
        (await FindAsync(written, "docker.io"))!.IdentityToken.ShouldBe("1dent1ty");
    }

    [Fact]
    public async Task A_helper_that_has_none_leaves_us_anonymous()
    {
        var helper = Helper("echo 'credentials not found in native keychain'; exit 1");

        (await FindAsync($$"""{"credsStore":"{{helper}}"}""", "registry.example")).ShouldBeNull();
    }

    [Theory]
    [InlineData("echo s3cret; echo s3cret >&2; exit 3", "ended with 3")]
    [InlineData("echo '{s3cret'", "did not answer in JSON")]
    [InlineData("""echo '{"Username":"","Secret":"s3cret"}'""", "gave no credentials")]
    public async Task A_helper_that_fails_needs_a_person_and_is_not_quoted(string script, string said)
    {
        var helper = Helper(script);

        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync($$"""{"credsStore":"{{helper}}"}""", "registry.example"));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain(said);
        refused.Message.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("hecate-nobody-has-this", "cannot be started")]
    [InlineData("../../bin/sh", "cannot be one")]
    [InlineData("a b", "cannot be one")]
    public async Task A_helper_that_is_not_there_or_cannot_be_one_needs_a_person(string helper, string said)
    {
        var refused = await Should.ThrowAsync<OutsideWorldException>(() => FindAsync($$"""{"credsStore":"{{helper}}"}""", "registry.example"));

        refused.NeedsPerson.ShouldBeTrue();
        refused.Message.ShouldContain(said);
    }

    [Fact]
    public async Task A_helper_that_hangs_is_killed_when_the_question_is_called_off()
    {
        var helper = Helper("""echo $$ > "$0.pid.part"; mv "$0.pid.part" "$0.pid"; sleep 1000""");
        using var calledOff = new CancellationTokenSource();
        var answer = FindAsync($$"""{"credsStore":"{{helper}}"}""", "registry.example", calledOff.Token);
        var pid = Path.Combine(folder.FullName, $"docker-credential-{helper}.pid");
        while (!File.Exists(pid) && !answer.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        await calledOff.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answer);
        var process = $"/proc/{File.ReadAllText(pid).Trim()}/cmdline";
        while (File.Exists(process) && File.ReadAllText(process) is not "")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", path);
        folder.Delete(recursive: true);
    }

    /// <summary>The name of a helper that does this. The folder is only put before the others, so nobody else is disturbed.</summary>
    private string Helper(string script)
    {
        var name = folder.Name;
        var file = Path.Combine(folder.FullName, $"docker-credential-{name}");
        File.WriteAllText(file, $"#!/bin/sh\n[ \"$1\" = get ] || exit 9\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("PATH", $"{folder.FullName}:{path}");
        return name;
    }

    private static async Task<RegistrySecret?> FindAsync(string json, string registry, CancellationToken ct = default)
    {
        using var file = new DockerConfigFile(json);
        return await new DockerConfig(file.Path).FindAsync(registry, ct);
    }
}
