namespace HecateDaemon.Lifecycle.Releases;

/// <summary>Folders whose packages are not what a repository releases.</summary>
internal static class ForeignFolders
{
    private static readonly HashSet<string> Documentation =
        new(["doc", "docs", "documentation", "website", "site", "www", ".github"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "__tests__", "testing", "spec", "specs", "fixture", "fixtures", "__fixtures__", "testdata", "test-data", "testfixtures",
        "e2e", "integration", "integration_test", "integration-test", "integration-tests", "mock", "mocks", "example", "examples", "sample",
        "samples", "demo", "demos", "vendor", "third_party", "third-party", "thirdparty",
        "external", "externals", "template", "templates", "skeleton", "bench", "benches", "benchmark", "benchmarks", "perf", "playground",
        "playgrounds", "fuzz", "hack", "script", "scripts", "ci", ".ci", "snapshots", "__snapshots__", "contrib", "codemods",
    };

    public static bool Contains(string path, bool exceptDocumentation = false) =>
        FilePath.Folder(path).Split('/').Any(f => IsForeign(f) || (!exceptDocumentation && Documentation.Contains(f)));

    private static bool IsForeign(string folder) => Names.Contains(folder) ||
        folder.EndsWith("-tests", StringComparison.OrdinalIgnoreCase) || folder.EndsWith(".Tests", StringComparison.OrdinalIgnoreCase) ||
        folder.EndsWith("-example", StringComparison.OrdinalIgnoreCase) || folder.EndsWith("-examples", StringComparison.OrdinalIgnoreCase);
}
