using System.Text;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ManifestEditorTests
{
    private static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");
    private static readonly ManifestEditor Editor = new([new PodSpecImage()]);

    [Theory]
    [InlineData("containers:\n- image: ghcr.io/org/app:<>\n")]
    [InlineData("containers:\n- image: ghcr.io/org/app:<>")]
    [InlineData("containers:\r\n- image:   'ghcr.io/org/app:<>'   # straße 🚢\r\n  args: [\"\\t\"]\r\n\r\n")]
    [InlineData("\uFEFF# größer\ncontainers:\n- {image: \"ghcr.io/org/app:<>\"}\n...\n")]
    [InlineData("# 🚢🚢\n{\"a\":\"🚢\",\"containers\":[{\"image\":\"ghcr.io/org/app:<>\"},{\"image\":\"ghcr.io/org/app:<>\"}],\n\t\"b\":1}")]
    [InlineData("---\ncontainers:\n- image: ghcr.io/org/app:<>\n---\n# org/app:1.0.0\nimage: ghcr.io/org/other:1.0.0\n---\ncontainers: [{image: ghcr.io/org/app:<>}]")]
    public void Nothing_but_the_tags_changes(string template)
    {
        var before = Bytes(template.Replace("<>", "1.0.0"));

        var edited = Editor.Edit("a.yaml", before, App, "v2.10.0-rc.1", digest: null);

        edited.Unclear.ShouldBeEmpty();
        edited.Places.ShouldAllBe(p => p.Old == "1.0.0" && p.New == "v2.10.0-rc.1");
        Encoding.UTF8.GetString(edited.Content.Span).ShouldBe(template.Replace("<>", "v2.10.0-rc.1"));
    }

    [Fact]
    public void A_place_that_has_the_tag_already_is_told_and_the_bytes_are_the_same_memory()
    {
        var before = Bytes("containers: [{image: ghcr.io/org/app:2}]");

        var edited = Editor.Edit("a.yaml", before, App, "2", digest: null);

        edited.IsChanged.ShouldBeFalse();
        edited.Content.ShouldBe(before);
        edited.Places.ShouldHaveSingleItem().ShouldBe(new("a.yaml", 1, 38, "pod_spec", "2", "2", null, null));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Another_encoding_is_unclear_where_it_holds_the_image(string encoding)
    {
        var other = Encoding.GetEncoding(encoding);
        byte[] Encoded(string text) => [.. other.GetPreamble(), .. other.GetBytes(text)];

        var ours = Editor.Edit("a.yaml", Encoded("# é\ncontainers: [{image: ghcr.io/org/app:1}]"), App, "2", digest: null);
        var others = Editor.Edit("a.yaml", Encoded("# é\ncontainers: [{image: ghcr.io/org/any:1}]"), App, "2", digest: null);

        ours.Unclear.ShouldHaveSingleItem().ShouldBe(new("a.yaml", 2, "the file is not UTF-8"));
        ours.IsChanged.ShouldBeFalse();
        others.Unclear.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1 # x")]
    [InlineData("1+2")]
    public void A_tag_that_no_registry_can_have_is_a_bug(string tag) =>
        Should.Throw<ArgumentException>(() => Editor.Edit("a.yaml", Bytes("a: b"), App, tag, digest: null));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
