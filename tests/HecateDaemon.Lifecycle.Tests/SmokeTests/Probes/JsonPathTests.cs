using System.Text.Json;
using HecateDaemon.Lifecycle.SmokeTests;

namespace HecateDaemon.Lifecycle.Tests.SmokeTests;

public sealed class JsonPathTests
{
    private const string Document = """{"a":{"b_1":[{"c d":"deep"},7]},"with'out":null,"x-y":true,"0":"zero"}""";

    [Theory]
    [InlineData("$.a.b_1[0]['c d']", "\"deep\"")]
    [InlineData("$['a']['b_1'][1]", "7")]
    [InlineData("$['x-y']", "true")]
    [InlineData("$['0']", "\"zero\"")]
    [InlineData("$", Document)]
    public void A_path_leads_to_its_value(string path, string value) => Find(path).ShouldBe(value);

    [Theory]
    [InlineData("$.b")]
    [InlineData("$.A")]
    [InlineData("$.a.b_1[2]")]
    [InlineData("$.a[0]")]
    [InlineData("$[0]")]
    [InlineData("$.a.b_1.length")]
    [InlineData("$['x-y'].z")]
    public void A_path_that_leads_nowhere_finds_nothing(string path) => Find(path).ShouldBeNull();

    [Theory]
    [InlineData("", "must begin with '$'")]
    [InlineData("a.b", "must begin with '$'")]
    [InlineData("$a", "'a' does not begin with")]
    [InlineData("$.", "'.' does not begin with")]
    [InlineData("$..a", "'..a' does not begin with")]
    [InlineData("$.a.*", "'.*' does not begin with")]
    [InlineData("$.x-y", "'-y' does not begin with")]
    [InlineData("$.1", "'.1' does not begin with")]
    [InlineData("$[*]", "'[*]' does not begin with")]
    [InlineData("$[-1]", "'[-1]' does not begin with")]
    [InlineData("$[01]", "'[01]' does not begin with")]
    [InlineData("$[9999999999]", "'[9999999999]' does not begin with")]
    [InlineData("$[0", "'[0' does not begin with")]
    [InlineData("$[\"a\"]", "'[\"a\"]' does not begin with")]
    [InlineData("$['']", "'['']' does not begin with")]
    [InlineData("$.a ", "' ' does not begin with")]
    [InlineData("$.a\n", "does not begin with")]
    [InlineData("$[?(@.a)]", "'[?(@.a)]' does not begin with")]
    public void What_is_no_path_is_refused_where_it_goes_wrong(string text, string why)
    {
        JsonPath.TryParse(text, out var path, out var error).ShouldBeFalse();

        path.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(why);
        error.ShouldContain($"'{text}'");
    }

    private static string? Find(string text)
    {
        JsonPath.TryParse(text, out var path, out var error).ShouldBeTrue(error);
        path!.ToString().ShouldBe(text);
        using var json = JsonDocument.Parse(Document);
        return path.Find(json.RootElement)?.GetRawText();
    }
}
