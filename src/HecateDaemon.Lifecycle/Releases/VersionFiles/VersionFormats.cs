namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Every format of version files; the first that takes a path reads it.</summary>
internal static class VersionFormats
{
    private static readonly IVersionFormat[] All =
    [
        new PackageJson(), new PackageLock(), new ManifestJson(), new CargoToml(), new CargoLock(), new UvLock(), new PyProject(), new SetupCfg(),
        new PythonSource(), new AppSrc(), new RebarConfig(), new MixExs(), new ProjectXml(), new PomXml(), new GradleBuild(),
        new GradleProperties(), new RubySource(), new GoSource(), new VersionText(), new ChartYaml(),
    ];

    public static IVersionFormat? For(string path) => Array.Find(All, f => f.IsFor(path));
}
