using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Adapters.Git;

/// <summary>Finds the configured credentials for a remote: those whose address is the longest beginning of its own.</summary>
internal sealed class GitLogins(IReadOnlyList<GitCredential> credentials)
{
    public GitLogin For(GitRemote remote)
    {
        if (remote.Credentials is { } given)
        {
            return new GitLogin.Password(given.User, given.Password);
        }

        var best = credentials.Where(c => remote.IsBelow(c.For)).MaxBy(c => c.For.AbsolutePath.TrimEnd('/').Length);
        return best switch
        {
            null => GitLogin.None,
            { SshKeyFile: { } key, KnownHostsFile: { } hosts } => new GitLogin.SshKey(
                SecretFile.Locate(key, $"The ssh key for {remote}"), SecretFile.Locate(hosts, $"The known hosts for {remote}")),
            { TokenFile: { } token } => new GitLogin.Token(SecretFile.Read(token, $"The token for {remote}")),
            _ => new GitLogin.Password(best.Username, SecretFile.Read(best.PasswordFile!, $"The password for {remote}")),
        };
    }
}
