using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class VersionFileSettingsTests
{
    private const string First = "Divisions:hecate-sample:VersionFiles:0";

    [Fact]
    public void Files_and_the_pattern_in_them_arrive()
    {
        var division = SampleConfiguration.With(($"{First}:Path", "src/**/version.h"), ($"{First}:Pattern", "^v=(?<version>.*)$"))
            .Catalogue.ShouldNotBeNull().Divisions[DivisionId.Parse("hecate-sample")];

        var file = division.VersionFiles.ShouldHaveSingleItem();
        (file.Path, file.Pattern.Match("\nv=1.2.3\n").Groups["version"].Value).ShouldBe(("src/**/version.h", "1.2.3"));
        file.Pattern.MatchTimeout.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("(?<version>.*")]
    [InlineData("(.*)")]
    [InlineData("(?<other>.*)(?<version>.*)")]
    [InlineData("version")]
    public void A_pattern_that_cannot_find_a_version_is_a_mistake(string pattern) =>
        SampleConfiguration.With(($"{First}:Path", "version.h"), ($"{First}:Pattern", pattern)).Mistakes.ShouldHaveSingleItem()
            .ToString().ShouldContain($"{First}:Pattern must be a regular expression of .NET with one group, named version");

    [Theory]
    [InlineData("/src/version.h")]
    [InlineData("src\\version.h")]
    public void A_path_from_elsewhere_is_a_mistake(string path) =>
        SampleConfiguration.With(($"{First}:Path", path), ($"{First}:Pattern", "(?<version>.*)")).Mistakes.ShouldHaveSingleItem()
            .ToString().ShouldContain($"{First}:Path must be a glob");

    [Fact]
    public void Both_must_be_given() => SampleConfiguration.With(($"{First}:Paths", "version.h")).Mistakes.Select(m => m.Key)
        .ShouldBe([$"{First}:Path", $"{First}:Paths", $"{First}:Pattern"]);
}
