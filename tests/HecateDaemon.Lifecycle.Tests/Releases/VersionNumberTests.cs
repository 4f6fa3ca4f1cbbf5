using HecateDaemon.Lifecycle.Releases;

namespace HecateDaemon.Lifecycle.Tests.Releases;

public sealed class VersionNumberTests
{
    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("1.0.0rc1", "1.0.0-rc.1")]
    [InlineData("1.0b2", "1.0.0-beta.2")]
    [InlineData("1.0c1", "1.0.0-rc.1")]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("1.2.3.Final", "1.2.3")]
    [InlineData("1.2.3+build", "1.2.3")]
    public void Two_spellings_may_be_the_same(string left, string right) => Of(left).IsSame(Of(right)).ShouldBeTrue();

    [Theory]
    [InlineData("1.2.3", "1.2.4")]
    [InlineData("1.9.0", "1.10.0")]
    [InlineData("1.0.0-alpha", "1.0.0-beta")]
    [InlineData("1.0.0-rc.9", "1.0.0-rc.10")]
    [InlineData("1.0.0-rc.1", "1.0.0")]
    [InlineData("1.0.0", "1.0.0.post1")]
    [InlineData("1.0.0.c", "1.0.0.d")]
    [InlineData("1.0", "1.0.1")]
    [InlineData("3.2", "3.2a")]
    [InlineData("3.2a", "3.2b")]
    [InlineData("3.2b", "3.3")]
    public void The_first_is_before_the_second(string left, string right)
    {
        Of(left).IsBefore(Of(right)).ShouldBeTrue();
        Of(right).IsBefore(Of(left)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.x")]
    [InlineData("latest")]
    [InlineData("1.2.3 beta")]
    [InlineData("1..2")]
    [InlineData("99999999999999999999.0")]
    public void These_are_no_versions(string text) => VersionNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Between_semantic_versions_semantic_precedence_counts() =>
        VersionNumber.IsGreater(Of("1.0.0-rc10"), Of("1.0.0-rc9")).ShouldBeFalse();

    [Theory]
    [InlineData("v1.2.3", "", "1.2.3")]
    [InlineData("1.2.3-rc.1", "", "1.2.3-rc.1")]
    [InlineData("release-1.2.3", "", "1.2.3")]
    [InlineData("daemon-v1.2.3", "daemon", "1.2.3")]
    [InlineData("api/v1.2.3", "api", "1.2.3")]
    [InlineData("@org/cli@1.2.3", "@org/cli", "1.2.3")]
    [InlineData("OTP-26.2.1", "OTP", "26.2.1")]
    [InlineData("argo-cd-10.1.1", "argo-cd", "10.1.1")]
    [InlineData("2024.5.0", "", "2024.5.0")]
    [InlineData("LANG_3_7", "LANG", "3.7")]
    [InlineData("curl-7_80_0", "curl", "7.80.0")]
    public void A_tag_names_a_version_of_a_component(string tag, string component, string version)
    {
        TagName.TryParse(tag, out var name).ShouldBeTrue();
        (name!.Component, name.Version.Text).ShouldBe((component, version));
    }

    [Theory]
    [InlineData("nightly")]
    [InlineData("v857")]
    [InlineData("0.12.x")]
    [InlineData("k3s-pre-talos")]
    [InlineData("backup_2024_05_01")]
    public void Other_tags_name_none(string tag) => TagName.TryParse(tag, out _).ShouldBeFalse();

    [Fact]
    public void With_a_prefix_only_its_tags_count()
    {
        TagName.TryParse("daemon-v1.2.3", "daemon-v", out var name).ShouldBeTrue();
        name!.Version.Text.ShouldBe("1.2.3");
        TagName.TryParse("v1.2.3", "daemon-v", out _).ShouldBeFalse();
        TagName.TryParse("v-1.2.3", "v", out _).ShouldBeFalse();
    }

    private static VersionNumber Of(string text) => VersionNumber.TryParse(text, out var version) ? version : throw new ArgumentException(text, nameof(text));
}
