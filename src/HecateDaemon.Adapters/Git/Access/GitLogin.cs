namespace HecateDaemon.Adapters.Git;

/// <summary>By what the daemon shows a remote who it is. Read anew for each visit, so that secrets can be renewed.</summary>
internal abstract record GitLogin
{
    private GitLogin()
    {
    }

    public static GitLogin None { get; } = new Anonymous();

    /// <summary>Nothing of the daemon's own; over ssh, whatever the account has.</summary>
    public sealed record Anonymous : GitLogin;

    public sealed record Password(string User, string Secret) : GitLogin
    {
        public override string ToString() => nameof(Password);
    }

    public sealed record Token(string Secret) : GitLogin
    {
        public override string ToString() => nameof(Token);
    }

    public sealed record SshKey(string KeyFile, string KnownHostsFile) : GitLogin;
}
