namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class RestartedByHandTests
{
    [Fact]
    public void The_mark_of_a_restart_is_guilty() =>
        Lint.Of(("a.yaml", Template("'2024-01-15T10:00:00Z'"))).ShouldBe(["restarted_by_hand a.yaml:7:9"]);

    [Theory]
    [InlineData("null")]
    [InlineData("''")]
    public void Taking_it_away_is_innocent(string value) => Lint.Of(("a.yaml", Template(value))).ShouldBeEmpty();

    private static string Template(string value) =>
        $"apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    metadata:\n      annotations:\n        kubectl.kubernetes.io/restartedAt: {value}\n";
}
