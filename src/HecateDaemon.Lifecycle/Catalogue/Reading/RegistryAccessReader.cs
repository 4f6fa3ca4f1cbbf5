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

        var hosts = settings.Section(nameof(RegistryAccess.InsecureHosts));
        var access = new RegistryAccess
        {
            DockerConfig = settings.LocalPath(nameof(RegistryAccess.DockerConfig)),
            InsecureHosts = [.. hosts?.Keys().Select(hosts.RequiredText) ?? []],
        };
        settings.NothingElse();
        return access;
    }
}
