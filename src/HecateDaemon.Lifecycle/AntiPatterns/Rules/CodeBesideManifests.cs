namespace HecateDaemon.Lifecycle.AntiPatterns;

/// <summary>
/// Said once for a tree, and only on evidence of both: a Dockerfile in one folder with a project or below it, and
/// objects that a cluster is to have, outside of tests, examples and charts.
/// </summary>
internal sealed class CodeBesideManifests : IShowInTrees
{
    private static readonly string[] ProjectFiles =
    [
        "go.mod", "Cargo.toml", "package.json", "pyproject.toml", "setup.py", "requirements.txt", "pom.xml", "build.gradle",
        "build.gradle.kts", "mix.exs", "rebar.config", "Gemfile", "composer.json", "CMakeLists.txt", "build.sbt", "deno.json",
    ];

    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".sln", ".slnx", ".app.src", ".cabal"];

    public string Code => "code_beside_manifests";

    public Severity Severity => Severity.Warning;

    public string Name => "Code and GitOps in one repository";

    public string Problem => "A commit to the code moves what the cluster follows, and a rollback of one takes the other with it";

    public string Instead => "The Golden Rule: Code Repo and GitOps Repo are separate";

    public IEnumerable<Finding> In(TreeFacts tree)
    {
        if (tree.Deployable is { } deployable && Project(tree.Paths) is var (dockerfile, project))
        {
            var seen = $"'{dockerfile}' and '{project}' make software here, and '{deployable.File}' ships some";
            yield return new(Code, Severity, seen, deployable);
        }
    }

    private static (string Dockerfile, string Project)? Project(IReadOnlyList<string> paths)
    {
        var projects = paths.Where(p => IsProject(NameOf(p)) && !TreeFacts.IsAside(p)).ToList();
        var pairs =
            from dockerfile in paths
            where NameOf(dockerfile) is "Dockerfile" or "Containerfile" && !TreeFacts.IsAside(dockerfile)
            from project in projects
            where FolderOf(dockerfile).StartsWith(FolderOf(project), StringComparison.Ordinal)
            select ((string, string)?)(dockerfile, project);
        return pairs.FirstOrDefault();
    }

    private static bool IsProject(string name) =>
        ProjectFiles.Contains(name, StringComparer.Ordinal) ||
        Array.Exists(ProjectExtensions, e => name.EndsWith(e, StringComparison.Ordinal));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}
