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

    [Fact]
    public void Places_and_what_cannot_be_told_come_in_the_order_of_the_text()
    {
        var sighting = new ManifestEditor(Kinds.All).Find("a.yaml", Bytes(
            """
            a: {repository: ghcr.io/org/app, tag: 1.0.0, tag: 1.0.0}
            b: {image: ghcr.io/org/app:1}
            c: {containers: [{image: ghcr.io/org/app:2}]}
            d: {image: "ghcr.io/org/app:${TAG}"}
            e: {repository: ghcr.io/org/app, tag: "3"}
            f: {repository: ghcr.io/org/app, tag: "${TAG}"}
            g: {containers: [{image: "ghcr.io/org/app:${TAG}"}]}
            """), App);

        sighting.Places.Select(p => p.Line).ShouldBe([2, 3, 5]);
        sighting.Unclear.Select(u => u.Line).Distinct().ShouldBe([1, 4, 6, 7]);
    }

    [Fact]
    public void What_cannot_be_changed_stands_among_what_cannot_be_told()
    {
        var text = "a: {containers: [{image: 'ghcr.io/org/app:1@sha256:" + new string('a', 64) + "'}]}\nb: {containers: [{image: 'ghcr.io/org/app:${TAG}'}]}\n";

        Editor.Edit("a.yaml", Bytes(text), App, "2", digest: null).Unclear.Select(u => u.Line).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_digest_that_two_places_share_is_renewed_once()
    {
        var editor = new ManifestEditor(Kinds.All);
        var text = $"a: {{repository: ghcr.io/org/app, tag: 1.0.0, digest: &d {Sample.OldDigest}}}\nb: {{repository: ghcr.io/org/app, tag: 1.0.1, digest: *d }}\n";

        var edited = editor.Edit("a.yaml", Bytes(text), App, "2.0.0", Sample.NewDigest);

        Encoding.UTF8.GetString(edited.Content.Span)
            .ShouldBe(text.Replace("1.0.0", "2.0.0").Replace("1.0.1", "2.0.0").Replace(Sample.OldDigest, $"{Sample.NewDigest}"));
    }

    [Fact]
    public void A_digest_that_stays_is_told_with_the_tag_that_stays()
    {
        var edited = Editor.Edit("a.yaml", Bytes($"containers: [{{image: 'ghcr.io/org/app:1@{Sample.OldDigest}'}}]"), App, "1", digest: null);

        edited.IsChanged.ShouldBeFalse();
        edited.Places.ShouldHaveSingleItem().New.ShouldBe($"1@{Sample.OldDigest}");
    }

    [Fact]
    public void Another_encoding_is_told_at_the_first_mention()
    {
        var text = Encoding.Latin1.GetBytes("# é\n\ncontainers: [{image: ghcr.io/org/app:1}]\n---\ncontainers: [{image: ghcr.io/org/app:1}]");

        Editor.Edit("a.yaml", text, App, "2", digest: null).Unclear.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Fact]
    public void What_nests_without_end_is_unclear()
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{a: ", "}") })
        {
            string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth)) + " # org/app";

            Editor.Edit("a.yaml", Bytes(Nested(128)), App, "2", digest: null).Unclear.ShouldBeEmpty();
            Editor.Edit("a.yaml", Bytes(Nested(130)), App, "2", digest: null).Unclear.ShouldHaveSingleItem().Why.ShouldContain("deeper than 128");
        }
    }

    [Fact]
    public void Docker_hubs_own_images_are_known_by_their_short_names()
    {
        var unclear = Editor.Edit("a.yaml", Bytes("a: b: c\n# runs nginx:1\n"), ImageName.Parse("nginx"), "2", digest: null).Unclear;

        unclear.ShouldHaveSingleItem().Line.ShouldBe(2);
        Editor.Edit("a.yaml", Bytes("a: b: c\n# runs nginx:1\n"), ImageName.Parse("ghcr.io/library/nginx"), "2", digest: null).Unclear.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.0.0", "1.0.0", false)]
    [InlineData("v1.0.0", "1.0.0", false)]
    [InlineData("1.0.1", "1.0.0", true)]
    [InlineData("v1.0.1@sha256:1", "1.0.0", true)]
    [InlineData("0.9.0", "1.0.0", false)]
    [InlineData("latest", "1.0.0", false)]
    [InlineData("1.0.1", "alpine", false)]
    public void What_is_lower_than_what_stands_there_is_known(string old, string tag, bool isLower)
    {
        BumpIntention For(bool mayLower) => new()
        {
            Repository = "/r",
            Branch = "main",
            Path = "",
            Image = App,
            Tag = tag,
            Subject = "x",
            Trailers = [],
            MayLower = mayLower,
        };
        var place = new BumpedPlace("a.yaml", 1, 1, "pod_spec", old, tag, null, null);

        For(mayLower: false).IsLowerThan(place).ShouldBe(isLower);
        For(mayLower: true).IsLowerThan(place).ShouldBeFalse();
    }

    [Fact]
    public void A_tag_has_128_characters_at_most() =>
        (ImageTag.IsOne(new string('1', 128)), ImageTag.IsOne(new string('1', 129))).ShouldBe((true, false));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1 # x")]
    [InlineData("1+2")]
    public void A_tag_that_no_registry_can_have_is_a_bug(string tag) =>
        Should.Throw<ArgumentException>(() => Editor.Edit("a.yaml", Bytes("a: b"), App, tag, digest: null));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
