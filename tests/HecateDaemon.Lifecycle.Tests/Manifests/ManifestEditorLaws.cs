using System.Text;
using CsCheck;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ManifestEditorLaws
{
    private static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");
    private static readonly ManifestEditor Editor = new([new PodSpecImage()]);

    private static readonly Gen<string> Tag = Gen.OneOf("1", "v0.7.3", "0.7.3-rc.1", "latest", "_x", "2026.10.24-abcdef");

    /// <summary>Lines that make documents, near-documents and nonsense when they meet.</summary>
    private static readonly Gen<string> Line = Gen.Frequency(
        (8, Gen.OneOf(
            "apiVersion: v1", "kind: Pod", "metadata: {name: x}", "---", "spec:", "  containers:", "  initContainers:", "  - name: a",
            "", "# é🚢", "    env: [{name: A, value: \"{{ x }}\"}]", "    args: |", "      image: ghcr.io/org/app:9", "- &a b", "- *a",
            "{{ template }}", "\tx: y", "    image: ghcr.io/org/app", "    image: ghcr.io/org/app:1@sha256:00", "}", "[", "'", "\u2028")),
        (4, from tag in Tag select $"    image: ghcr.io/org/app:{tag}"),
        (2, from tag in Tag select $"    image: \"ghcr.io/org/app:{tag}\" # {tag}"),
        (2, from tag in Tag select $"  - {{image: 'ghcr.io/org/app:{tag}', name: b}}"));

    private static readonly Gen<ReadOnlyMemory<byte>> Text =
        from lines in Line.Array[0, 24]
        from end in Gen.OneOf("\n", "\r\n")
        from mark in Gen.OneOf("", "", "\uFEFF")
        select (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(mark + string.Join(end, lines));

    [Fact]
    public void A_bump_to_the_tags_that_stand_there_changes_no_byte() => Gen.Select(Text, Tag).Sample((text, tag) =>
    {
        var once = Editor.Edit("a.yaml", text, App, tag);
        var twice = Editor.Edit("a.yaml", once.Content, App, tag);

        twice.IsChanged.ShouldBeFalse();
        twice.Content.ShouldBe(once.Content);
        twice.Places.Select(p => p.New).ShouldBe(once.Places.Select(p => p.New));
        twice.Unclear.ShouldBe(once.Unclear);
    });

    [Fact]
    public void There_and_back_is_where_it_began() => Gen.Select(Text, Tag, Tag).Sample((text, from, to) =>
    {
        var start = Editor.Edit("a.yaml", text, App, from).Content;
        var there = Editor.Edit("a.yaml", start, App, to).Content;
        var back = Editor.Edit("a.yaml", there, App, from).Content;

        back.Span.SequenceEqual(start.Span).ShouldBeTrue();
    });

    [Fact]
    public void The_length_changes_by_what_the_tags_differ_in() => Gen.Select(Text, Tag).Sample((text, tag) =>
    {
        var edited = Editor.Edit("a.yaml", text, App, tag);

        (edited.Content.Length - text.Length).ShouldBe(edited.Places.Sum(p => p.New.Length - p.Old.Length));
    });

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Select(
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.OneOf("%YAML 1.", "!<", "&a ", "*a ", "? ", ": ", "- ", "|9", "app", "\\u", "99999999999 ", "\n", "\"", "{", "[", "]", "}", ",", "%TAG !", "!!x", "\0")
            .Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
        Gen.Bool).Sample(
        (bytes, named) => Editor.Edit("a.json", (byte[])[.. bytes, .. named ? " org/app"u8 : default], App, "1"), iter: 30_000);
}
