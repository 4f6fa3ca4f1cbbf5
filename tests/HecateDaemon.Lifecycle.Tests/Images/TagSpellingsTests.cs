using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

public sealed class TagSpellingsTests
{
    [Fact]
    public void A_tag_names_a_version_in_two_spellings_and_without_build_metadata()
    {
        TagSpellings.Of(ReleaseVersion.Parse("0.7.3")).ShouldBe(["0.7.3", "v0.7.3"]);
        TagSpellings.Of(ReleaseVersion.Parse("0.7.3-rc.1+build.5")).ShouldBe(["0.7.3-rc.1", "v0.7.3-rc.1"]);
    }
}
