namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads one entry of <c>Git:Credentials</c>.</summary>
internal static class GitCredentialReader
{
    private static readonly GitCredential Unset = new() { For = new Uri("https://unset.invalid/") };

    public static GitCredential Read(SectionReader settings)
    {
        var address = AddressOf(settings);
        var credential = new GitCredential
        {
            For = address ?? Unset.For,
            Username = settings.Text(nameof(Unset.Username)) ?? Unset.Username,
            PasswordFile = settings.SecretFile(nameof(Unset.PasswordFile)),
            TokenFile = settings.SecretFile(nameof(Unset.TokenFile)),
            SshKeyFile = settings.SecretFile(nameof(Unset.SshKeyFile)),
            KnownHostsFile = settings.SecretFile(nameof(Unset.KnownHostsFile)),
        };
        if (address is not null && MistakeIn(address, settings) is { } sentence)
        {
            settings.Wrong(nameof(Unset.For), sentence);
        }

        settings.NothingElse();
        return credential;
    }

    /// <summary>Never shown: people put credentials into URLs.</summary>
    private static Uri? AddressOf(SectionReader settings)
    {
        var text = settings.RequiredText(nameof(Unset.For));
        var isSound = Uri.TryCreate(text, UriKind.Absolute, out var address) &&
            address is { Scheme: "https" or "http" or "ssh", Query: "", Fragment: "" } && address.Host.Length > 0 &&
            !address.UserInfo.Contains(':', StringComparison.Ordinal) && (address.Scheme is "ssh" || address.UserInfo.Length is 0);
        if (text.Length > 0 && !isSound)
        {
            settings.Wrong(nameof(Unset.For), "must be an https or ssh URL without credentials, such as https://git.example.org/team");
        }

        return isSound ? address : null;
    }

    /// <summary>Looks at what is given, be it right or wrong: one mistake shall not be told as two.</summary>
    private static string? MistakeIn(Uri address, SectionReader settings)
    {
        string[] files = [nameof(Unset.PasswordFile), nameof(Unset.TokenFile), nameof(Unset.SshKeyFile), nameof(Unset.KnownHostsFile)];
        string[] given = [.. files.Where(f => settings.Keys().Contains(f, StringComparer.OrdinalIgnoreCase))];
        return (address.Scheme, given) switch
        {
            ("http", _) when !address.IsLoopback => "must be https: over http everybody on the way reads the password",
            ("ssh", [nameof(Unset.SshKeyFile), nameof(Unset.KnownHostsFile)]) => null,
            ("ssh", _) => "is an ssh address: it takes SshKeyFile and KnownHostsFile, and nothing else",
            (_, [nameof(Unset.PasswordFile)] or [nameof(Unset.TokenFile)]) => null,
            _ => "takes either PasswordFile (with Username) or TokenFile",
        };
    }
}
