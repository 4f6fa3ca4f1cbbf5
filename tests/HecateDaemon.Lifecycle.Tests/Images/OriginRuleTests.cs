using HecateDaemon.Lifecycle.Deployments;
using HecateDaemon.Lifecycle.Images;
using HecateDaemon.Lifecycle.Tests.Deployments;
using HecateDaemon.Lifecycle.Values;

namespace HecateDaemon.Lifecycle.Tests.Images;

public sealed class OriginRuleTests
{
    private const string Code = "ssh://git@github.com/hecate-social/hecate-daemon.git";
    private const string Source = "https://github.com/hecate-social/hecate-daemon";
    private static readonly string Commit = Story.Commit.ToString();

    [Theory]
    [InlineData("0.7.3", Source)]
    [InlineData("v0.7.3", Source)]
    [InlineData(null, null)]
    public void An_image_that_names_the_releases_commit_was_built_from_it(string? version, string? source) =>
        Judge(new ImageOrigin(Commit, version, source)).Verdict.ShouldBe(FindingVerdict.Holds);

    [Fact]
    public void The_beginning_of_the_commit_is_enough()
    {
        Judge(new ImageOrigin(Commit[..7], null, null)).Verdict.ShouldBe(FindingVerdict.Holds);
        Judge(new ImageOrigin(Commit[..6], null, null)).Verdict.ShouldBe(FindingVerdict.Doubtful);
        Judge(new ImageOrigin(Commit.ToUpperInvariant(), null, null)).Verdict.ShouldBe(FindingVerdict.Holds);
    }

    [Fact]
    public void An_image_that_does_not_name_its_commit_is_suspected_and_the_label_is_named()
    {
        var finding = Judge(ImageOrigin.Unsaid);

        finding.Verdict.ShouldBe(FindingVerdict.Doubtful);
        finding.Detail.ShouldStartWith("local build suspected: ");
        finding.Detail.ShouldContain("org.opencontainers.image.revision");
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000", null, null, "it was built from '0000000000000000000000000000000000000000'")]
    [InlineData(null, "0.7.2", null, "it calls itself version '0.7.2', not 0.7.3")]
    [InlineData(null, "main", null, "it calls itself version 'main', not 0.7.3")]
    [InlineData(null, null, "https://github.com/somebody/fork", "it names the sources 'https://github.com/somebody/fork'")]
    public void Whatever_is_another_than_it_should_be_is_told(string? revision, string? version, string? source, string told)
    {
        var finding = Judge(new ImageOrigin(revision ?? Commit, version, source));

        finding.Verdict.ShouldBe(FindingVerdict.Doubtful);
        finding.Detail.ShouldContain(told);
    }

    [Fact]
    public void The_platform_that_is_not_like_the_others_is_named()
    {
        var good = new ImageOrigin(Commit, null, null);
        var image = new FoundImage(Story.Digest,
        [
            new("linux/amd64", Story.Digest) { Origin = good },
            new("linux/arm64", Story.Digest) { Origin = good with { Version = "0.7.2" } },
        ]);

        OriginRule.Judge(image, Story.Commit, Story.Version, Code).Detail
            .ShouldBe("local build suspected: it calls itself version '0.7.2', not 0.7.3 (linux/arm64)");
    }

    [Fact]
    public void What_is_no_image_cannot_be_judged() =>
        OriginRule.Judge(new(Story.Digest, []), Story.Commit, Story.Version, Code).Verdict.ShouldBe(FindingVerdict.CannotTell);

    [Fact]
    public void A_build_of_a_version_is_that_version() =>
        OriginRule.Judge(Image(new(Commit, "1.0.0", null)), Story.Commit, ReleaseVersion.Parse("1.0.0+build.7"), Code)
            .Verdict.ShouldBe(FindingVerdict.Holds);

    [Theory]
    [InlineData("https://github.com/org/app", "git@github.com:org/app.git", true)]
    [InlineData("https://github.com/Org/App.git", "https://github.com/org/app", true)]
    [InlineData("https://github.com/org/app/tree/abc", "ssh://git@github.com:22/org/app", true)]
    [InlineData("https://github.com/org/app2", "https://github.com/org/app", false)]
    [InlineData("https://gitlab.com/org/app", "https://github.com/org/app", false)]
    [InlineData("https://github.com/org/app", "/srv/git/app.git", null)]
    [InlineData("our own", "https://github.com/org/app", null)]
    [InlineData("", "https://github.com/org/app", null)]
    public void Addresses_of_one_repository_are_the_same_however_they_are_written(string source, string code, bool? expected) =>
        CodeAddress.AreTheSame(source, code).ShouldBe(expected);

    private static ImageFinding Judge(ImageOrigin origin) => OriginRule.Judge(Image(origin), Story.Commit, Story.Version, Code);

    private static FoundImage Image(ImageOrigin origin) => new(Story.Digest, [new("linux/amd64", Story.Digest) { Origin = origin }]);
}
