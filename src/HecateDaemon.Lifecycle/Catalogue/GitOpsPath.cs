namespace HecateDaemon.Lifecycle.Catalogue;

/// <summary>Where a division's manifests are in an environment's GitOps repository.</summary>
public static class GitOpsPath
{
    public static string Of(TargetEnvironment environment, Division division) => (environment.Path, division.GitOpsPath) switch
    {
        ("", var below) => below,
        (var above, "") => above,
        var (above, below) => $"{above}/{below}",
    };
}
