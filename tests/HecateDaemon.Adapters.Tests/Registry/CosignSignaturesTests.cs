using System.Runtime.Versioning;
using HecateDaemon.Adapters.Registry;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Registry;

/// <summary>The executable is a script that does what cosign does: it says something and ends.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CosignSignaturesTests : IDisposable
{
    private static readonly ImageName Image = ImageName.Parse("ghcr.io/org/app");
    private static readonly Digest Digest = Digest.Parse("sha256:" + new string('d', 64));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hecate-cosign-");

    [Fact]
    public async Task It_is_asked_about_the_digest_with_the_configured_arguments_and_our_credentials()
    {
        var seen = Path.Combine(folder.FullName, "seen");

        (await VerifyAsync($"""printf '%s\n' "$@" "$DOCKER_CONFIG" > {seen}""")).ShouldBeOfType<SignatureSeen.Verified>();

        (await File.ReadAllLinesAsync(seen)).ShouldBe(
            ["verify", "--key", "/etc/a b; rm -rf /", $"ghcr.io/org/app@{Digest}", "/etc/hecate/docker"]);
    }

    [Theory]
    [InlineData("echo 'verifying' >&2; printf 'Error: no matching\\tsignatures\\n\\n' >&2; exit 1", "Error: no matchingsignatures")]
    [InlineData("exit 7", "it ended with 7 and said nothing")]
    public async Task What_it_says_last_is_why_it_refuses(string script, string reason) =>
        (await VerifyAsync(script)).ShouldBe(new SignatureSeen.Refused(reason));

    [Fact]
    public async Task An_endless_talker_is_cut_short() =>
        (await VerifyAsync("head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 1")).ShouldBeOfType<SignatureSeen.Refused>().Reason.Length.ShouldBe(300);

    [Fact]
    public async Task Where_none_is_configured_nothing_is_said() =>
        (await new CosignSignatures(new(), TimeProvider.System).VerifyAsync(Image, Digest, CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task One_that_is_not_there_needs_a_person()
    {
        var access = new RegistryAccess { Cosign = new("/nowhere/cosign", ["--key", "k"]) };

        var refused = await Should.ThrowAsync<OutsideWorldException>(
            () => new CosignSignatures(access, TimeProvider.System).VerifyAsync(Image, Digest, CancellationToken.None));

        (refused.NeedsPerson, refused.Message.Contains("/nowhere/cosign", StringComparison.Ordinal)).ShouldBe((true, true));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<SignatureSeen?> VerifyAsync(string script)
    {
        var file = Path.Combine(folder.FullName, "cosign");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var access = new RegistryAccess
        {
            DockerConfig = "/etc/hecate/docker/config.json",
            Cosign = new(file, ["--key", "/etc/a b; rm -rf /"]),
        };
        return new CosignSignatures(access, TimeProvider.System).VerifyAsync(Image, Digest, CancellationToken.None);
    }
}
