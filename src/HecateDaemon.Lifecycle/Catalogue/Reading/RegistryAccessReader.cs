namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Reads <c>Registry</c>.</summary>
internal static class RegistryAccessReader
{
    public static RegistryAccess Read(SectionReader? settings)
    {
        if (settings is null)
        {
            return new();
        }

        var access = new RegistryAccess
        {
            DockerConfig = settings.LocalPath(nameof(RegistryAccess.DockerConfig)),
            Credentials = [.. settings.Sections(nameof(RegistryAccess.Credentials)).Select(CredentialsOf)],
            CaFile = settings.LocalPath(nameof(RegistryAccess.CaFile)),
            InsecureHosts = settings.Texts(nameof(RegistryAccess.InsecureHosts)),
            SecureHosts = settings.Texts(nameof(RegistryAccess.SecureHosts)),
            Cosign = CosignOf(settings.Section(nameof(RegistryAccess.Cosign))),
        };
        if (access.SecureHosts.Intersect(access.InsecureHosts, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
        {
            settings.Wrong(nameof(RegistryAccess.SecureHosts), $"names {both}, and so does {nameof(RegistryAccess.InsecureHosts)}");
        }

        settings.NothingElse();
        return access;
    }

    private static RegistryCredentials CredentialsOf(SectionReader settings)
    {
        var credentials = new RegistryCredentials(
            settings.RequiredText(nameof(RegistryCredentials.Host)).ToLowerInvariant(),
            settings.RequiredLocalPath(nameof(RegistryCredentials.File)));
        settings.NothingElse();
        return credentials;
    }

    private static CosignAccess? CosignOf(SectionReader? settings)
    {
        if (settings is null)
        {
            return null;
        }

        var cosign = new CosignAccess(
            settings.RequiredLocalPath(nameof(CosignAccess.Executable)),
            settings.Texts(nameof(CosignAccess.Arguments)));
        if (cosign.Arguments is [])
        {
            settings.Wrong(nameof(CosignAccess.Arguments), "must say whose signature counts, such as --key and /etc/hecate/cosign.pub");
        }

        settings.NothingElse();
        return cosign;
    }
}
