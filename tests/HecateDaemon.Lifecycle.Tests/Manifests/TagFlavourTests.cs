using System.Text;
using HecateDaemon.Lifecycle.Manifests;

namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class TagFlavourTests
{
    [Theory]
    [InlineData("1.2.3", "v2.0.0", true)]
    [InlineData("1.2-alpine3.20", "v1.3-alpine3.21", true)]
    [InlineData("2.0.0-rc.1", "2.0.0", true)]
    [InlineData("main-4d3029cf", "main-69a6046c", true)]
    [InlineData("4d3029c", "1.0.0", true)]
    [InlineData("2026.10.24-ls7", "2026.11.01-LS12", true)]
    [InlineData("1.2-alpine", "1.3", false)]
    [InlineData("1.2-alpine", "1.2-debian", false)]
    [InlineData("server-cuda12", "server-vulkan", false)]
    [InlineData("latest", "1.3", false)]
    [InlineData("1.0-alpine3", "1.0", false)]
    [InlineData("1.0-abc1", "1.0", false)]
    [InlineData("1.0-abcdef", "1.0", false)]
    [InlineData("1.0.0-alpha.1", "1.0.0", true)]
    [InlineData("1.0.0-a1_build-7", "1.0.0-beta.2", true)]
    [InlineData("1.0.0-pre-b2", "1.0.0-preview.1", true)]
    [InlineData("1.0.0-dev.p1", "1.0.0-r7", true)]
    public void A_flavour_is_what_is_no_version(string tag, string other, bool same) =>
        TagFlavour.IsSame(tag, other).ShouldBe(same);

    [Fact]
    public void Where_one_place_has_the_wanted_flavour_those_of_others_are_left_alone()
    {
        var edited = Sample.BumpTo("2.0-alpine", "a: {image: ghcr.io/org/app:1.0}\nb: {image: ghcr.io/org/app:1.0-alpine}\n");

        Encoding.UTF8.GetString(edited.Content.Span)
            .ShouldBe("a: {image: ghcr.io/org/app:1.0}\nb: {image: ghcr.io/org/app:2.0-alpine}\n");
        edited.OtherFlavours.ShouldHaveSingleItem().Line.ShouldBe(1);
    }

    [Fact]
    public void Where_none_has_it_all_take_it()
    {
        var edited = Sample.BumpTo("2.0", "a: {image: ghcr.io/org/app:latest}\nb: {image: ghcr.io/org/app:1.0-alpine}\n");

        Encoding.UTF8.GetString(edited.Content.Span).ShouldBe("a: {image: ghcr.io/org/app:2.0}\nb: {image: ghcr.io/org/app:2.0}\n");
        edited.OtherFlavours.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v1.0.0", "2.0.0", "v2.0.0")]
    [InlineData("1.0.0", "2.0.0", "2.0.0")]
    [InlineData("1.0.0", "v2.0.0", "v2.0.0")]
    [InlineData("v1.0.0", "v2.0.0", "v2.0.0")]
    [InlineData("v1.0.0", "alpine", "alpine")]
    [InlineData("v1.2.0", "1.2", "v1.2")]
    [InlineData("v9", "10", "v10")]
    [InlineData("v0", "9.1", "v9.1")]
    [InlineData("v1", "0.1", "v0.1")]
    [InlineData("v20260101", "20261124", "v20261124")]
    [InlineData("v1.2", "20261124", "20261124")]
    [InlineData("v1.2.0", "alpine3.20", "alpine3.20")]
    [InlineData("version", "2.0.0", "2.0.0")]
    public void A_version_is_spelled_as_the_file_does_if_that_is_wished(string old, string wanted, string written)
    {
        var text = Encoding.UTF8.GetBytes($"image: ghcr.io/org/app:{old}");
        var editor = new ManifestEditor(Kinds.All);

        Encoding.UTF8.GetString(editor.Edit("a.yaml", text, Sample.App, wanted, digest: null, keepsHabit: true).Content.Span)
            .ShouldBe($"image: ghcr.io/org/app:{written}");
        Encoding.UTF8.GetString(editor.Edit("a.yaml", text, Sample.App, wanted, digest: null).Content.Span)
            .ShouldBe($"image: ghcr.io/org/app:{wanted}");
    }
}
