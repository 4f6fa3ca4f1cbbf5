using System.Diagnostics;
using HecateDaemon.Lifecycle.Catalogue;
using HecateDaemon.Lifecycle.Values;
using static HecateDaemon.Adapters.Tests.Git.GitFixture;

namespace HecateDaemon.Adapters.Tests.Git;

/// <summary>As whom, and by which key, commits are made; git itself verifies them.</summary>
public sealed class SigningTests : IDisposable
{
    private readonly BareRemote remote = new();
    private readonly TempFolder keys = new();

    public SigningTests() => remote.Commit(("apps/web.yaml", Pod("1.0.0")));

    public void Dispose()
    {
        keys.Dispose();
        remote.Dispose();
    }

    [Fact]
    public async Task Author_and_committer_are_those_configured()
    {
        using var git = new GitFixture(access: new() { Author = new("Ann", "ann@example.org"), Committer = new("Robot", "robot@example.org") });

        await git.BumpAsync(Intention(remote.Path));

        remote.Look("log", "-1", "--format=%an <%ae> %cn <%ce>", "main").ShouldBe("Ann <ann@example.org> Robot <robot@example.org>");
    }

    [Fact]
    public async Task An_ssh_key_signs_so_that_git_verifies()
    {
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "robot", "-f", keys.Below("key"));
        File.WriteAllText(keys.Below("allowed"), "robot@example.org " + File.ReadAllText(keys.Below("key.pub")));
        File.Delete(keys.Below("key.pub"));
        using var git = Signing(SigningFormat.Ssh);

        await git.BumpAsync(Intention(remote.Path));

        remote.Look("-c", $"gpg.ssh.allowedSignersFile={keys.Below("allowed")}", "log", "-1", "--format=%G? %GS", "main").ShouldBe("G robot@example.org");
        remote.Look("-c", $"gpg.ssh.allowedSignersFile={keys.Below("allowed")}", "verify-commit", "main");
        remote.ShouldBeSound();
    }

    [Fact]
    public async Task An_OpenPGP_key_signs_so_that_git_verifies_and_leaves_nothing_behind()
    {
        using var home = new TempFolder();
        string[] gpg = ["--homedir", home.Path, "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback"];
        Run("gpg", [.. gpg, "--quick-generate-key", "Robot <robot@example.org>", "ed25519"]);
        Run("gpg", [.. gpg, "--armor", "--output", keys.Below("key"), "--export-secret-keys"]);
        var homes = Homes();
        using var git = Signing(SigningFormat.OpenPgp);

        await git.BumpAsync(Intention(remote.Path));

        VerifyWithKeysIn(home.Path);
        remote.Look("log", "-1", "--format=%G? %GS", "main").ShouldBe("G Robot <robot@example.org>");
        Run("gpgconf", "--homedir", home.Path, "--kill", "all");
        Homes().Except(homes).ShouldBeEmpty();
        remote.ShouldBeSound();
    }

    [Theory]
    [InlineData(SigningFormat.Ssh, "ssh-keygen")]
    [InlineData(SigningFormat.OpenPgp, "gpg")]
    public async Task A_key_that_cannot_sign_needs_a_person_and_nothing_is_pushed(SigningFormat format, string program)
    {
        File.WriteAllText(keys.Below("key"), "no key at all");
        var head = remote.Head;
        using var git = Signing(format);

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(remote.Path)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldContain($"cannot be signed: {program} says");
        failure.ToString().ShouldNotContain("no key at all");
        remote.Head.ShouldBe(head);
    }

    [Fact]
    public async Task A_key_with_a_passphrase_is_refused_and_nobody_is_asked_for_it()
    {
        var head = remote.Head;
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "open sesame", "-f", keys.Below("key"));
        using var git = Signing(SigningFormat.Ssh);

        var failure = await Should.ThrowAsync<OutsideWorldException>(git.BumpAsync(Intention(remote.Path)));

        failure.NeedsPerson.ShouldBeTrue();
        failure.Message.ShouldEndWith(": give it a key that has none.");
        remote.Head.ShouldBe(head);
    }

    private GitFixture Signing(SigningFormat format) => new(access: new()
    {
        Author = new("Robot", "robot@example.org"),
        Signing = new(format, keys.Below("key")),
    });

    private static string[] Homes() => Directory.GetDirectories(Path.GetTempPath(), "hecate-gpg-*");

    /// <summary>git asks gpg, and gpg has its keys in its home.</summary>
    private void VerifyWithKeysIn(string home)
    {
        var wrapper = keys.Below("gpg-in-home");
        File.WriteAllText(wrapper, $"#!/bin/sh\nexec gpg --homedir {home} \"$@\"\n");
        BareRemote.MakeExecutable(wrapper);
        remote.Look("config", "gpg.program", wrapper);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        run.StandardError.ReadToEnd();
        run.WaitForExit();
        run.ExitCode.ShouldBe(0);
    }
}
