namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>Files that tell a build server what to do. Nothing in them is shipped; Flux leaves most of them out too.</summary>
internal static class ContinuousIntegration
{
    private static readonly string[] Folders =
        [".github", ".gitlab", ".gitea", ".forgejo", ".circleci", ".woodpecker", ".devcontainer", ".buildkite"];

    private static readonly string[] Files =
    [
        ".gitlab-ci.yml", ".travis.yml", ".drone.yml", ".woodpecker.yml", ".woodpecker.yaml", "appveyor.yml", ".appveyor.yml",
        "cloudbuild.yaml", "cloudbuild.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "codeship-services.yml",
        "codeship-steps.yml", "buildspec.yml", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", ".goreleaser.yaml",
        ".goreleaser.yml", ".devcontainer.json", "devcontainer.json", "package.json", "package-lock.json",
    ];

    public static bool Has(string path, string name) =>
        Files.Contains(name, StringComparer.Ordinal) ||
        path.StartsWith('.') && Folders.Contains(path.Split('/')[0], StringComparer.Ordinal);
}
