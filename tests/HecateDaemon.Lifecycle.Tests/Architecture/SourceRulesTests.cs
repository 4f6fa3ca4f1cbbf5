namespace HecateDaemon.Lifecycle.Tests.Architecture;

public sealed class SourceRulesTests
{
    private const string Place = "src/HecateDaemon.Lifecycle/Rollouts/Strategies/Rolling.cs";
    private const string Sound = "namespace HecateDaemon.Lifecycle.Rollouts;\n\ninternal sealed class Rolling;\n";

    [Fact]
    public void Every_source_file_keeps_the_rules() => SourceTree.Files.SelectMany(SourceRules.Broken).ShouldBeEmpty();

    [Fact]
    public void Every_class_is_sealed_unless_it_says_otherwise() => SourceRules.Unsealed(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void The_source_files_are_found() =>
        SourceTree.Files.Select(f => f.Path).ShouldContain(path => path == "src/HecateDaemon.Lifecycle/Catalogue/ShippingCatalogue.cs");

    [Theory]
    [InlineData(Place, Sound)]
    [InlineData(Place, "namespace HecateDaemon.Lifecycle.Rollouts;\npublic enum Rolling\n{\n}\n")]
    [InlineData(Place, "namespace HecateDaemon.Lifecycle.Rollouts;\n/// <summary>No class OrderService here.</summary>\npublic readonly record struct Rolling(int Value);\n")]
    [InlineData("tests/HecateDaemon.Benchmarks/StartUp/StartUp.cs", "namespace HecateDaemon.Benchmarks;\nsealed class StartUp;")]
    [InlineData("src/HecateDaemon/Program.cs", "await app.RunAsync();\n")]
    [InlineData("src/HecateDaemon.Adapters/Kubernetes/ServiceAccount.cs", "namespace HecateDaemon.Adapters.Kubernetes;\ninternal sealed class ServiceAccount;\n")]
    [InlineData("src/HecateDaemon.Adapters/Git/Push.Log.cs", "namespace HecateDaemon.Adapters.Git;\ninternal sealed partial class Push\n{\n}\n")]
    public void A_sound_file_breaks_no_rule(string path, string text)
    {
        SourceRules.Broken(new SourceFile(path, text)).ShouldBeEmpty();
        SourceRules.Unsealed([new SourceFile(path, text)]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src/HecateDaemon.Lifecycle/Rollouts/Other.cs", Sound, "no type Other in it")]
    [InlineData("src/HecateDaemon.Lifecycle/Helpers/Rolling.cs", "namespace HecateDaemon.Lifecycle.Helpers;\nclass Rolling;", "'Helpers' says nothing about what it is for")]
    [InlineData("src/HecateDaemon.Lifecycle/Rollouts/Common/Rolling.cs", Sound, "'Common' says nothing about what it is for")]
    [InlineData(Place, Sound + "public static class ImageUtils;", "'ImageUtils' says nothing about what it is for")]
    [InlineData(Place, Sound + "internal interface IGitService\n{\n}", "'IGitService' says nothing about what it is for")]
    [InlineData(Place, Sound + "  private sealed record PodInfo(string Name);", "'PodInfo' says nothing about what it is for")]
    [InlineData(Place, "namespace HecateDaemon.Lifecycle.Rollouts.Strategies;\nclass Rolling;", "namespace HecateDaemon.Lifecycle.Rollouts.Strategies, not HecateDaemon.Lifecycle.Rollouts")]
    [InlineData(Place, "class Rolling;", "namespace (none), not HecateDaemon.Lifecycle.Rollouts")]
    public void A_file_that_breaks_a_rule_is_told_so(string path, string text, string said) =>
        SourceRules.Broken(new SourceFile(path, text)).ShouldHaveSingleItem().ShouldBe($"{path}: {said}");

    [Fact]
    public void A_file_of_300_lines_is_let_through_and_one_more_is_not()
    {
        SourceRules.Broken(new SourceFile(Place, Sound + new string('\n', 297))).ShouldBeEmpty();
        SourceRules.Broken(new SourceFile(Place, Sound + new string('\n', 298))).ShouldHaveSingleItem().ShouldContain("301 lines");
    }

    [Theory]
    [InlineData("public class Open;")]
    [InlineData("internal partial class Open\n{\n}")]
    [InlineData("public record Open(int Value);")]
    [InlineData("    private record Open\n    {\n    }")]
    public void A_class_that_says_nothing_about_heirs_is_told_so(string text) =>
        SourceRules.Unsealed([new SourceFile(Place, text)]).ShouldHaveSingleItem();

    [Fact]
    public void One_sealed_part_seals_the_whole_type() =>
        SourceRules.Unsealed(
        [
            new SourceFile(Place, "internal sealed partial class Rolling;"),
            new SourceFile("src/HecateDaemon.Lifecycle/Rollouts/Strategies/Rolling.Log.cs", "partial class Rolling;"),
        ]).ShouldBeEmpty();
}
