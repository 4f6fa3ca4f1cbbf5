namespace HecateDaemon.Lifecycle.Tests.Architecture;

/// <summary>The repository as it lies on disk.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file that a person wrote.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. new[] { "src", "tests" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(Root, top), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    public static IEnumerable<string> Projects => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HecateDaemon.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException(
                $"no HecateDaemon.sln above {AppContext.BaseDirectory}: run the tests from a clone of the repository");
        }

        return folder.FullName;
    }
}
