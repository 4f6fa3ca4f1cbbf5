using System.Text;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class ImageMentionTests
{
    private static readonly ManifestEditor Editor = new(Kinds.All);

    [Theory]
    [InlineData("image: \"ghcr.io/org/\\x61pp:1.0.0\"")]
    [InlineData("image: \"ghcr.io/org/\\u0061pp:1.0.0\"")]
    [InlineData("image: \"ghcr.io/org/\\U00000061pp:1.0.0\"")]
    [InlineData("image: \"ghcr.io/org/a\\\n   pp:1.0.0\"")]
    [InlineData("image: \"ghcr.io/org/a\\\r\n\r\n\tpp:1.0.0\"")]
    [InlineData("\"im\\x61ge\": quay.io/a/b:1.0.0@\\\n")]
    [InlineData("{\"repositor\\u0079\": \"a/b\", \"tag\": \"1\", \"note\": \"app\"}")]
    public void What_an_escape_hides_is_not_passed_over(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        (ImageMention.IsPossibleIn(bytes, Sample.App) && ImageMention.IsAnyPossibleIn(bytes)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("args:\n- |\n  run \\\n    --all '\\d+\\.\\d+'\n")]
    [InlineData("a: b\n\\")]
    public void A_backslash_alone_hides_nothing(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        (ImageMention.IsPossibleIn(bytes, Sample.App) || ImageMention.IsAnyPossibleIn(bytes)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a.yaml", "spec: {containers: [{image: 'ghcr.io/org/app:1.0.0'}]}")]
    [InlineData("a.yml", "images: [{name: ghcr.io/org/app, newTag: 1.0.0}]")]
    [InlineData("a.json", "{\"x\": {\"repository\": \"ghcr.io/org/app\", \"tag\": \"1.0.0\"}}")]
    [InlineData("a.yaml", "HELPER_IMAGE: ghcr.io/org/app:1.0.0")]
    [InlineData("a.yaml", "x: 'ghcr.io/org/app:1.0.0@DIGEST'")]
    [InlineData("a.yaml", "x: ghcr.io/org/app:1.0.0 # {\"$imagepolicy\": \"flux-system:app\"}")]
    [InlineData("a.container", "[Container]\nImage=ghcr.io/org/app:1.0.0\n")]
    public void Whoever_looks_for_all_images_finds_what_whoever_looks_for_one_finds(string file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Replace("DIGEST", Sample.OldDigest));

        var place = Editor.FindAll(file, bytes).Places.ShouldHaveSingleItem();

        place.ShouldBe(Editor.Find(file, bytes, Sample.App).Places.ShouldHaveSingleItem());
        place.Image.ShouldBe("ghcr.io/org/app");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_by_the_line_where_an_image_may_be()
    {
        var unclear = Editor.FindAll("a.yaml", "a:\n\tb: c\nimage: x:1\n"u8.ToArray()).Unclear.ShouldHaveSingleItem();

        unclear.Line.ShouldBe(3);
    }
}
