using System.Text;
using CsCheck;
using HecateDaemon.Lifecycle.Manifests;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ManifestEditorLaws
{
    private static readonly ImageName App = ImageName.Parse("ghcr.io/org/app");
    private static readonly ImageName Tool = ImageName.Parse("ghcr.io/org/tool");
    private static readonly Digest Some = Digest.Parse("sha256:" + new string('1', 64));
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('2', 64));
    private static readonly ManifestEditor Editor = new(Kinds.All);

    private static readonly Gen<string> Tag = Gen.OneOf("1", "v0.7.3", "0.7.3-rc.1", "latest", "_x", "2026.10.24-abcdef");

    /// <summary>Of one flavour: who goes to another may take more places along than were taken before.</summary>
    private static readonly Gen<string> Version = Gen.OneOf("1", "v0.7.3", "0.7.3-rc.1", "1.20", "2026.10.24-abcdef0");

    /// <summary>Lines that make documents, near-documents and nonsense when they meet.</summary>
    private static readonly Gen<string> Line = Gen.Frequency(
        (8, Gen.OneOf(
            "apiVersion: v1", "kind: Pod", "metadata: {name: x}", "---", "spec:", "  containers:", "  initContainers:", "  - name: a",
            "", "# é🚢", "    env: [{name: A, value: \"{{ x }}\"}]", "    args: |", "    patch: |", "    values: |-", "      image: ghcr.io/org/app:9", "- &a b", "- *a",
            "{{ template }}", "x: {{ y }}", "{% if %}", "{{", "\tx: y", "    image: ghcr.io/org/app", "    image: ghcr.io/org/app:1@sha256:00", "}", "[", "'", "\u2028")),
        (6, Gen.OneOf(
            "image:", "  repository: ghcr.io/org/app", "  repository: org/tool", "  registry: ghcr.io", "  digest: sha256:" + new string('3', 64),
            "images:", "- name: ghcr.io/org/app", "  newName: ghcr.io/org/tool", "  tag: *a", "  <<: *a", "  image: ghcr.io/org/tool:7",
            "  x: ghcr.io/org/app:3 # {\"$imagepolicy\": \"a:app\"}")),
        (4, from tag in Tag from name in Gen.OneOf("tag: ", "newTag: ", "tag: &a ") select $"  {name}{tag}"),
        (2, from tag in Tag select $"  tag: '{tag}@sha256:{new string('4', 64)}' # {{\"$imagepolicy\": \"a:app:tag\"}}"),
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
        var once = Editor.Edit("a.yaml", text, App, tag, digest: null);
        var twice = Editor.Edit("a.yaml", once.Content, App, tag, digest: null);

        twice.IsChanged.ShouldBeFalse();
        twice.Content.ShouldBe(once.Content);
        twice.Places.Select(p => p.New).ShouldBe(once.Places.Select(p => p.New));

        // What has got the wanted flavour meanwhile lets those of others go their own way.
        if (twice.OtherFlavours.Count == once.OtherFlavours.Count)
        {
            twice.Unclear.ShouldBe(once.Unclear);
        }
    });

    [Fact]
    public void There_and_back_is_where_it_began() => Gen.Select(Text, Version, Version).Sample((text, from, to) =>
    {
        var start = Editor.Edit("a.yaml", text, App, from, Some);
        var there = Editor.Edit("a.yaml", start.Content, App, to, Other);
        var back = Editor.Edit("a.yaml", there.Content, App, from, Some);

        // A tag that is refused at one end of the way, because it would become a number, does not come back either.
        if (start.Unclear.Count == there.Unclear.Count && start.Unclear.Count == back.Unclear.Count)
        {
            back.Content.Span.SequenceEqual(start.Content.Span).ShouldBeTrue();
        }
    });

    [Fact]
    public void Bumps_of_two_images_commute() => Gen.Select(Text, Tag, Tag).Sample((text, ours, theirs) =>
    {
        var first = Editor.Edit("a.yaml", text, App, ours, Some).Content;
        var second = Editor.Edit("a.yaml", text, Tool, theirs, Other).Content;

        Editor.Edit("a.yaml", first, Tool, theirs, Other).Content.Span
            .SequenceEqual(Editor.Edit("a.yaml", second, App, ours, Some).Content.Span).ShouldBeTrue();
    });

    [Fact]
    public void The_length_changes_by_what_the_tags_differ_in() => Gen.Select(Text, Tag).Sample((text, tag) =>
    {
        var edited = Editor.Edit("a.yaml", text, App, tag, digest: null);

        (edited.Content.Length - text.Length).ShouldBe(edited.Places.Sum(p => p.New.Length - p.Old.Length));
    });

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Select(
        Gen.OneOf(Gen.Byte.Array[0, 60], Gen.OneOf("%YAML 1.", "!<", "&a ", "*a ", "? ", ": ", "- ", "|9", "app", "\\u", "99999999999 ", "\n", "\"", "{", "[", "]", "}", ",", "%TAG !", "!!x", "\0")
            .Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
        Gen.Bool).Sample(
        (bytes, named) => Editor.Edit("a.json", (byte[])[.. bytes, .. named ? " org/app"u8 : default], App, "1", digest: null), iter: 30_000);
}
