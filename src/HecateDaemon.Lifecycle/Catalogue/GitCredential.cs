namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>
/// Who the daemon is to the repositories below an address: a password, a bearer token or an ssh key, each by a file. A file is
/// an absolute path, or the name of a systemd credential.
/// </summary>
public sealed record GitCredential
{
    /// <summary>An https or ssh URL; http only on loopback.</summary>
    public required Uri For { get; init; }

    public string Username { get; init; } = "git";

    public string? PasswordFile { get; init; }

    public string? TokenFile { get; init; }

    public string? SshKeyFile { get; init; }

    /// <summary>The only host keys that are accepted.</summary>
    public string? KnownHostsFile { get; init; }
}
