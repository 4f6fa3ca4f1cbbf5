namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Why a version is certainly not the release's own.</summary>
internal static class VersionWords
{
    public const string Outside = "outside the component";
    public const string Other = "another package's";
}
