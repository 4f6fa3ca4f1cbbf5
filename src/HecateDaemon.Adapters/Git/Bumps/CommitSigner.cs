using System.Diagnostics;
using System.Text;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Adapters.Git;

/// <summary>Signs commits with <c>ssh-keygen</c> or <c>gpg</c>, which git itself verifies them with.</summary>
internal sealed class CommitSigner(BoundedProgram programs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Nobody is asked for a passphrase, on whatever terminal the daemon was started.</summary>
    private static readonly Dictionary<string, string?> AskNobody =
        new(StringComparer.Ordinal) { ["SSH_ASKPASS_REQUIRE"] = "force", ["SSH_ASKPASS"] = "false" };

    public string Sign(string content, GitSigning signing, CancellationToken ct)
    {
        var key = SecretFile.Locate(signing.KeyFile, "The key that signs commits");
        var signature = signing.Format switch
        {
            SigningFormat.Ssh => BySsh(key, content, ct),
            SigningFormat.OpenPgp => ByOpenPgp(key, content, ct),
            _ => throw new UnreachableException($"no signature in the format {signing.Format}"),
        };
        return signature.TrimEnd('\n');
    }

    private string BySsh(string key, string content, CancellationToken ct) =>
        Run("ssh-keygen", ["-Y", "sign", "-q", "-n", "git", "-f", key], content, ct);

    /// <summary>In a home of its own, which goes with the agent that gpg starts in it: the key is nowhere else.</summary>
    private string ByOpenPgp(string key, string content, CancellationToken ct)
    {
        var home = Directory.CreateTempSubdirectory("hecate-gpg-").FullName;
        try
        {
            string[] quiet = ["--homedir", home, "--batch", "--no-tty", "--quiet"];
            Run("gpg", [.. quiet, "--import", key], "", ct);
            return Run("gpg", [.. quiet, "--pinentry-mode", "loopback", "--armor", "--detach-sign"], content, ct);
        }
        finally
        {
            programs.Run(new("gpgconf", "--homedir", home, "--kill", "all") { Limit = Limit }, CancellationToken.None);
            Directory.Delete(home, recursive: true);
        }
    }

    private string Run(string program, string[] arguments, string input, CancellationToken ct)
    {
        var end = programs.Run(new(program, arguments) { Input = Encoding.UTF8.GetBytes(input), Environment = AskNobody, Limit = Limit }, ct);
        var advice = end.LastWords.Contains("passphrase", StringComparison.Ordinal) ? ": give it a key that has none" : "";
        return end.Succeeded
            ? end.Output
            : throw GitFailure.NeedsPerson($"The commit cannot be signed: {program} says '{end.LastWords}'{advice}.");
    }
}
