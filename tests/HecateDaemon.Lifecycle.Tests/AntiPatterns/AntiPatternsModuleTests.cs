using HecateDaemon.Lifecycle.AntiPatterns;

namespace HecateDaemon.Lifecycle.Tests.AntiPatterns;

public sealed class AntiPatternsModuleTests
{
    [Fact]
    public void Every_rule_that_there_is_is_registered() =>
        Lint.Rules.Select(r => r.GetType()).ShouldBe(
            typeof(IAntiPattern).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IAntiPattern))), ignoreOrder: true);

    [Fact]
    public void Every_rule_has_a_code_of_its_own_and_explains_itself()
    {
        Lint.Rules.Select(r => r.Code).ShouldBeUnique();
        Lint.Rules.ShouldAllBe(r => r.Code.All(c => char.IsAsciiLetterLower(c) || c == '_') && r.Name != "" && r.Problem != "" && r.Instead != "");
    }

    [Theory]
    [InlineData("latest_tag", "No traceability, unpredictable pulls")]
    [InlineData("branch_tag", "Same tag, different content over time")]
    [InlineData("always_pulled", "Hides what version is actually running")]
    [InlineData("restarted_by_hand", "Masks the real issue, no audit trail")]
    [InlineData("built_locally", "Unreproducible, no audit trail")]
    public void The_rows_of_the_seed_speak_in_its_words(string code, string problem) =>
        Lint.Rules.Single(r => r.Code == code).Problem.ShouldBe(problem);
}
