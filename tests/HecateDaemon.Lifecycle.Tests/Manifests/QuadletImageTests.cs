namespace HecateDaemon.Lifecycle.Tests.Manifests;

public sealed class QuadletImageTests
{
    private const string Kind = "quadlet";

    [Theory]
    [InlineData("web.container", "[Unit]\nDescription=1.0.0\n\n[Container]\n# Image=ghcr.io/org/app:1.0.0\nImage=ghcr.io/org/app:«1.0.0»\nExec=a=1.0.0\n")]
    [InlineData("web.image", "[Image]\r\n Image = ghcr.io/org/app:«1.0.0» \r\n")]
    [InlineData("web.volume", "[Volume]\nDriver=image\nImage=ghcr.io/org/app:«1.0.0»")]
    public void The_image_of_a_unit_is_a_place(string file, string text) => Sample.ShouldChangeWhereMarked(file, text, Kind);

    [Fact]
    public void Its_line_and_column_are_told()
    {
        var place = Sample.Bump("a.container", "[Unit]\n\n[Container]\n  Image = ghcr.io/org/app:1.0.0\n").Places.ShouldHaveSingleItem();

        (place.Line, place.Column).ShouldBe((4, 27));
    }

    [Fact]
    public void A_digest_is_renewed_with_the_tag()
    {
        Sample.ShouldChangeWhereMarked("a.container", "[Container]\nImage=ghcr.io/org/app:«1.0.0»@«DIGEST»\n", Kind, Sample.NewDigest);
        Sample.ShouldBeUnclear("a.container", "[Container]\nImage=ghcr.io/org/app:1.0.0@DIGEST\n", "no new digest");
    }

    [Theory]
    [InlineData("[Service]\nImage=ghcr.io/org/app:1.0.0\n")]
    [InlineData("Image=ghcr.io/org/app:1.0.0\n")]
    [InlineData("[Container]\nExec=run \\\nImage=ghcr.io/org/app:1.0.0\n")]
    [InlineData("[Container]\nImage=app.image\nEnvironment=Image=ghcr.io/org/app:1.0.0\n")]
    [InlineData("\nImage=ghcr.io/org/app:1.0.0\n")]
    [InlineData("[Container]\nImage=\nImage\n# app\n")]
    public void What_is_not_a_units_image_is_no_place(string text) => Sample.ShouldBeNoPlace("a.container", text);
}
