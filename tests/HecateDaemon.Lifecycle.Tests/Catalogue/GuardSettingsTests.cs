using HecateDaemon.Lifecycle.AntiPatterns;
using HecateDaemon.Lifecycle.Catalogue;

namespace HecateDaemon.Lifecycle.Tests.Catalogue;

public sealed class GuardSettingsTests
{
    [Fact]
    public void Rules_have_the_severities_that_are_set_and_no_others()
    {
        var guard = Read("""{ "Rules": { "set_image": "warning", "clear_secret": "off" }, "ShelvedFor": "1.00:00:00" }""").Catalogue!.Guard;

        guard.Rules.ShouldBe(new Dictionary<string, Severity> { ["set_image"] = Severity.Warning, ["clear_secret"] = Severity.Off }, ignoreOrder: true);
        (guard.NoProgressFor, guard.ShelvedFor).ShouldBe((TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData("""{ "Rules": { "set_imag": "warning" } }""", "AntiPatterns:Rules:set_imag is not a setting: did you mean set_image?")]
    [InlineData("""{ "Rules": { "set_image": "fatal" } }""", "AntiPatterns:Rules:set_image must be off, note, warning or error, not 'fatal'")]
    [InlineData("""{ "NoProgressFor": "1" }""", "AntiPatterns:NoProgressFor must be a duration from 00:01:00 to 365.00:00:00, not '1'")]
    public void What_is_wrong_is_named(string settings, string mistake) =>
        Read(settings).Mistakes.ShouldHaveSingleItem().ToString().ShouldBe(mistake);

    private static CatalogueReading Read(string settings) =>
        CatalogueReader.Read(SampleConfiguration.FromJson($$"""{ "AntiPatterns": {{settings}} }"""));
}
