using System.Text;
using HecateDaemon.Adapters.Kubernetes;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Adapters.Tests.Kubernetes;

public sealed class YamlDocumentsTests
{
    /// <summary>The right side is what kubectl sends for the left one.</summary>
    [Theory]
    [InlineData("text", "\"text\"")]
    [InlineData("", "null")]
    [InlineData("~", "null")]
    [InlineData("NULL", "null")]
    [InlineData("true", "true")]
    [InlineData("yes", "true")]
    [InlineData("Off", "false")]
    [InlineData("n", "false")]
    [InlineData("\"yes\"", "\"yes\"")]
    [InlineData("'1'", "\"1\"")]
    [InlineData("!!str 1", "\"1\"")]
    [InlineData("! 1", "\"1\"")]
    [InlineData("!!int \"7\"", "7")]
    [InlineData("!!float 7", "7")]
    [InlineData("0", "0")]
    [InlineData("-12", "-12")]
    [InlineData("+12", "12")]
    [InlineData("0755", "493")]
    [InlineData("0o755", "493")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("-0b101", "-5")]
    [InlineData("1_000", "1000")]
    [InlineData("08", "8")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("1.10", "1.1")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("2026-01-31", "\"2026-01-31\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("1e999", "\"1e999\"")]
    [InlineData("0x", "\"0x\"")]
    public void Plain_scalars_have_the_types_that_kubectl_gives_them(string yaml, string json) =>
        Only($"v: {yaml}").ShouldBe($$"""{"v":{{json}}}""");

    [Fact]
    public void Block_scalars_are_text_and_keys_become_text() =>
        Only("on: |\n  yes\n1: a\n1.5: b\n\"2\": c").ShouldBe("""{"true":"yes\n","1":"a","1.5":"b","2":"c"}""");

    [Fact]
    public void Anchors_and_merge_keys_are_resolved_and_what_stands_there_wins() =>
        Only(
            """
            base: &base {a: 1, b: [x]}
            more: &more {a: 2, c: 3}
            one: {<<: *base, a: 9}
            all: {<<: [*base, *more]}
            again: *base
            """).ShouldBe("""{"base":{"a":1,"b":["x"]},"more":{"a":2,"c":3},"one":{"a":9,"b":["x"]},"all":{"a":1,"b":["x"],"c":3},"again":{"a":1,"b":["x"]}}""");

    [Fact]
    public void Documents_are_read_in_their_order_and_empty_ones_left_out() =>
        Read("\uFEFF---\na: 1\n---\n# nothing\n---\n...\n---\n{\"b\": [true, null]}\n").Select(d => d.ToJsonString())
            .ShouldBe(["""{"a":1}""", """{"b":[true,null]}"""]);

    [Theory]
    [InlineData("a: [", "m.yaml:2 is not YAML")]
    [InlineData("a: 1\na: 2", "m.yaml:2 repeats a key")]
    [InlineData("on: 1\ntrue: 2", "m.yaml:2 repeats a key")]
    [InlineData("a: *nobody", "m.yaml:1 refers to an anchor")]
    [InlineData("a: &a [*a]", "m.yaml:1 refers to an anchor")]
    [InlineData("a: .inf", "JSON cannot carry")]
    [InlineData("a: !!binary aGk=", "JSON cannot carry")]
    [InlineData("a: !custom x", "JSON cannot carry")]
    [InlineData("a: !!int x", "JSON cannot carry")]
    [InlineData("? [a, b]\n: 1", "not plain text")]
    [InlineData("~: 1", "empty key")]
    [InlineData("<<: 1", "merges something")]
    [InlineData("image: {{ .Values.image }}", "m.yaml:1")]
    public void What_cannot_be_meant_is_refused_with_its_place(string yaml, string why)
    {
        var refusal = Should.Throw<OutsideWorldException>(() => Read(yaml));

        refusal.NeedsPerson.ShouldBeTrue();
        refusal.Message.ShouldContain(why);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Should.Throw<OutsideWorldException>(() => YamlDocuments.Read("m.yaml", [0x61, 0x3a, 0x20, 0xff])).Message.ShouldContain("not UTF-8");

    [Fact]
    public void Nesting_aliases_and_size_cannot_exhaust_the_daemon()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.AppendLine($"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]");
        }

        Should.Throw<OutsideWorldException>(() => Read(bomb.ToString())).Message.ShouldContain("more than 500000 nodes");
        Should.Throw<OutsideWorldException>(() => Read(new string('[', 100_000))).Message.ShouldContain("nested more than 200");
        Should.Throw<OutsideWorldException>(() => Read(string.Concat(Enumerable.Repeat("{a: ", 100_000)))).Message.ShouldContain("nested more than 200");
        Should.Throw<OutsideWorldException>(() => YamlDocuments.Read("m.yaml", new byte[(4 * 1024 * 1024) + 1])).Message.ShouldContain("larger than");
    }

    private static string Only(string yaml) => Read(yaml).ShouldHaveSingleItem().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static IReadOnlyList<System.Text.Json.Nodes.JsonNode> Read(string yaml) => YamlDocuments.Read("m.yaml", Encoding.UTF8.GetBytes(yaml));
}
