namespace HecateDaemon.Lifecycle.Tests.Architecture;

public sealed class RepositoryTests
{
    /// <summary>The user's card; <c>artifacts</c> and <c>TestResults</c> are what builds and tests leave, ignored by git.</summary>
    private static readonly string[] Card =
    [
        "CHANGELOG.md", "Dockerfile", "HecateDaemon.sln", "LICENSE", "README.md", "packaging", "src", "systemd", "tests",
        "artifacts", "TestResults",
    ];

    [Fact]
    public void The_top_level_holds_only_what_is_on_the_card() =>
        NotOnTheCard(Directory.EnumerateFileSystemEntries(SourceTree.Root)).ShouldBeEmpty();

    [Fact]
    public void Anything_else_would_be_seen() =>
        NotOnTheCard(["/r/src", "/r/.git", "/r/docs", "/r/global.json", "/r/README.md"]).ShouldBe(["docs", "global.json"]);

    private static IEnumerable<string?> NotOnTheCard(IEnumerable<string> entries) =>
        entries.Select(Path.GetFileName).Where(name => !name!.StartsWith('.')).Except(Card, StringComparer.Ordinal);
}
